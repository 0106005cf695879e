package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route.FulfillOptions;
import io.spotmanager.audit.Json;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** From a tablet, or a laptop at 200 %, to the widest screen: nothing is cut off, and what stands beside each other is level. */
@BoardTest
class LayoutTest {
    private static final List<Integer> WIDTHS = List.of(640, 768, 820, 1280, 2560);
    private static final List<String> PAGES = List.of(
            "/",
            "/operations",
            "/decisions",
            "/commands",
            "/analytics",
            "/capacity",
            "/reservations",
            "/reservations?view=month",
            "/contracts",
            "/search?q=CA1",
            "/docs",
            "/account",
            "/plans",
            "/policies",
            "/windows",
            "/approvals",
            "/reconciliation",
            "/dependencies",
            "/inventory-check",
            "/system");
    /** Every count that can stand in the top bar does. */
    private static final String ALL_COUNTS =
            "document.querySelectorAll('.top-approvals').forEach(count => { count.hidden = false; })";
    /** What runs out of the window, or over its neighbour in the top bar. */
    private static final String CUT_OFF = """
            () => {
              const found = [];
              const root = document.documentElement;
              if (root.scrollWidth > innerWidth) found.push(`the page is ${root.scrollWidth} wide`);
              const view = document.getElementById("view");
              if (view.scrollWidth > view.clientWidth) found.push(`the view is ${view.scrollWidth} wide`);
              const nav = document.querySelector(".top-nav");
              if (nav.scrollWidth > nav.clientWidth) found.push("the views are cut off");
              let right = 0;
              for (const part of document.getElementById("top").children) {
                const box = part.getBoundingClientRect();
                if (box.width === 0) continue;
                if (box.left < right - 0.5 || box.right > innerWidth) found.push(`${part.className} from ${box.left} to ${box.right}`);
                right = box.right;
              }
              return found;
            }""";

    /** Cards on which a name or a number has no room. */
    private static final String CROWDED = """
            () => [...document.querySelectorAll(".card")]
              .filter(card => card.scrollWidth > card.clientWidth + 1 || card.clientWidth < 150)
              .map(card => `${card.dataset.key}: ${card.scrollWidth} in ${card.clientWidth}`)""";

    private static final String UNEVENNESS = """
            selector => {
              const heights = [...document.querySelectorAll(selector)].map(each => each.getBoundingClientRect().height);
              return Math.max(...heights) - Math.min(...heights);
            }""";
    /** Pixels; borders may be rounded. */
    private static final double LEVEL = 1;

    private static final int TABLET = 820;
    private static final int MANY = 600;

    private final Visitors visitors;

    LayoutTest(Visitors visitors) {
        this.visitors = visitors;
    }

    private static void requireAllInSight(Board board, String where) {
        for (var width : WIDTHS) {
            board.page().setViewportSize(width, Visitors.HEIGHT);
            board.page().waitForFunction("width => innerWidth === width", width);
            board.page().evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            assertThat((List<?>) board.page().evaluate(CUT_OFF))
                    .as("%s at %d pixels", where, width)
                    .isEmpty();
        }
    }

    private static void requireOneHeight(Board board, String selector) {
        assertThat(board.page().locator(selector).first()).isVisible();
        assertThat(((Number) board.page().evaluate(UNEVENNESS, selector)).doubleValue())
                .as("unevenness of " + selector)
                .isLessThanOrEqualTo(LEVEL);
    }

    @Test
    void nothing_runs_out_of_the_window_on_any_page() {
        var board = visitors.operator();
        for (var page : PAGES) {
            board.visit(page);
            assertThat(board.linkState()).hasText("Live");
            assertThat(board.page().locator(".state-loading")).hasCount(0);
            board.page().evaluate(ALL_COUNTS);
            requireAllInSight(board, page);
        }
    }

    @Test
    void nor_on_the_board_with_its_cart_and_the_heads_of_its_columns_are_level() {
        var board = visitors.operator().open(visitors.freeMove().gpuType()).press("c");
        assertThat(board.page().locator("#panel")).isVisible();
        requireAllInSight(board, "the board");
        for (var width : WIDTHS) {
            board.page().setViewportSize(width, Visitors.HEIGHT);
            requireOneHeight(board, ".col-head");
            assertThat(board.page().locator("#panel")).isInViewport();
            assertThat(board.page().locator(".btn-user")).isInViewport();
        }
    }

    @Test
    void every_card_has_room_for_its_host_as_soon_as_the_board_is_there() {
        for (var width : WIDTHS) {
            var board = visitors.operator();
            board.page().setViewportSize(width, Visitors.HEIGHT);
            var move = visitors.freeMove();
            board.open(move.gpuType());
            assertThat(board.card(move.host())).isVisible();
            assertThat((List<?>) board.page().evaluate(CROWDED))
                    .as("cards at %d pixels", width)
                    .isEmpty();
        }
    }

    @Test
    void views_without_room_stand_in_a_menu() {
        var board = visitors.operator();
        board.page().setViewportSize(640, Visitors.HEIGHT);
        board.visit("/operations");
        assertThat(board.linkState()).hasText("Live");
        board.page().evaluate(ALL_COUNTS);
        board.button("More views").click();
        board.menuItem("Capacity").click();

        assertThat(board.page()).hasURL(Pattern.compile(".*/capacity.*"));
        assertThat(board.page().locator(".top-nav a[aria-current]")).hasText("Capacity");
        assertThat(board.page().locator(".top-nav a[aria-current]")).isInViewport();
        board.page().setViewportSize(1920, Visitors.HEIGHT);
        assertThat(board.button("More views")).isHidden();
    }

    @Test
    void on_a_tablet_rows_are_of_one_height_whatever_their_reason() {
        visitors.freeMoves(2).forEach(move -> visitors.awaitEnd(visitors.api().move(move)));
        var board = visitors.operator();
        board.page().setViewportSize(TABLET, Visitors.HEIGHT);
        board.page().route("**/api/operations?*", route -> {
            var answer = route.fetch();
            var page = Json.MAPPER.readTree(answer.text());
            if (page.path("items").get(0) instanceof ObjectNode first) {
                first.put("reason", "a reason that says at length why. ".repeat(5));
            }
            route.fulfill(new FulfillOptions().setResponse(answer).setBody(page.toString()));
        });
        board.visit("/operations");
        assertThat(board.page().locator(".history .why").first()).containsText("at length");
        assertThat(board.page().locator(".history .why").first()).isInViewport();
        requireOneHeight(board, ".history tbody tr");
        board.visit("/");
        requireOneHeight(board, ".types-table tbody tr");
    }

    @Test
    void groups_fold_by_keyboard_and_stay_folded() {
        var move = visitors.freeMove();
        var board = visitors.operator().open(move.gpuType());
        board.card(move.host()).focus();
        board.press("-");

        assertThat(board.card(move.host())).hasCount(0);
        var head = board.column(move.sourceAggregate()).locator(".group-fold[aria-expanded=false]");
        assertThat(head).isFocused();
        board.page().reload();
        assertThat(head).isVisible();
        assertThat(board.card(move.host())).hasCount(0);

        board.press("f");
        board.page().keyboard().type(move.host());
        assertThat(board.card(move.host())).isVisible();
        board.page().keyboard().press("Control+a");
        board.press("Delete");
        assertThat(board.card(move.host())).hasCount(0);

        head.focus();
        board.press("ArrowDown", "ArrowUp");
        assertThat(head).isFocused();
        board.press("Enter");
        assertThat(board.card(move.host())).isVisible();
        assertThat(board.page().locator(":is(.card, .group-fold)[tabindex='0']"))
                .hasCount(1);
    }

    @Test
    void hundreds_of_hosts_stand_side_by_side_and_closer_when_dense() {
        var board = visitors.operator();
        board.page().setViewportSize(2560, Visitors.HEIGHT);
        Crowd.of(MANY).comesTo(board);
        board.open(visitors.freeMove().gpuType());
        var card = board.card("CROWD-0001");
        var column = board.page().locator(".col").first();
        assertThat(card.boundingBox().width).isLessThan(column.boundingBox().width / 2);
        var height = card.boundingBox().height;

        board.press("d");
        assertThat(board.button("Dense")).hasAttribute("aria-pressed", "true");
        assertThat(card.boundingBox().height).isLessThan(height * 2 / 3);
        board.page().reload();
        assertThat(board.button("Dense")).hasAttribute("aria-pressed", "true");
        assertThat(board.card("CROWD-0001").boundingBox().height).isLessThan(height * 2 / 3);
    }
}
