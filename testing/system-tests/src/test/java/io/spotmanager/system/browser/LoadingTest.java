package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever does not load, the page ends in the board or in a message with a way out: it never waits for ever. */
@BoardTest
class LoadingTest {
    /** Of the board's own code, whichever files it comes in. */
    private static final String CODE = "**/assets/{app/core/signal.js,board.js}*";

    private static final String STYLES = "**/assets/{css/tokens.css,board.css}*";
    private static final int FEW = 40;

    private final Visitors visitors;

    LoadingTest(Visitors visitors) {
        this.visitors = visitors;
    }

    private static void requireLive(Board board) {
        assertThat(board.page().locator("#status")).hasAttribute("data-link", "live");
        assertThat(board.page().locator(".boot-error")).hasCount(0);
    }

    @Test
    void a_file_that_does_not_come_once_is_asked_for_again() {
        var board = visitors.operator();
        var asked = new AtomicInteger();
        board.page().route(CODE, route -> {
            if (asked.incrementAndGet() == 1) {
                route.abort("internetdisconnected");
            } else {
                route.resume();
            }
        });

        board.visit("/board");

        requireLive(board);
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_file_that_never_comes_ends_in_a_message_with_a_way_out() {
        var board = visitors.operator();
        board.page().route(CODE, route -> route.abort("connectionreset"));
        board.visit("/operations");

        var trouble = board.page().getByRole(AriaRole.ALERT);
        assertThat(trouble).containsText("could not be loaded: ");
        assertThat(board.page().locator(".state-loading")).hasCount(0);

        board.page().unroute(CODE);
        board.button("Reload").click();
        requireLive(board);
        assertThat(board.page()).hasURL(Pattern.compile(".*/operations"));
    }

    @Test
    void a_gateway_that_has_no_such_file_is_told_too() {
        var board = visitors.operator();
        board.page().route(CODE, route -> route.fulfill(new FulfillOptions().setStatus(404)));
        board.visit("/board");

        assertThat(board.page().getByRole(AriaRole.ALERT)).containsText("could not be loaded: ");
        assertThat(board.button("Reload")).isVisible();
    }

    @Test
    void without_a_single_script_there_is_a_link_to_load_the_page_anew() {
        var board = visitors.operator();
        board.page().route("**/*.js*", route -> route.abort());
        board.visit("/board");

        var reload = board.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Reload"));
        assertThat(reload).isVisible();
        board.page().unroute("**/*.js*");
        reload.click();
        requireLive(board);
    }

    @Test
    void a_style_sheet_that_does_not_come_once_is_asked_for_again() {
        var board = visitors.operator();
        var asked = new AtomicInteger();
        board.page().route(STYLES, route -> {
            if (asked.incrementAndGet() == 1) {
                route.abort();
            } else {
                route.resume();
            }
        });

        // A page without Bootstrap's menus: their own pictures are not allowed, and ours would come with the style
        // sheet.
        board.visit("/search");

        requireLive(board);
        assertThat(board.page().locator(".top")).hasCSS("display", "flex");
    }

    @Test
    void a_gateway_that_fails_at_first_is_asked_again_by_the_page_itself() {
        var board = visitors.operator();
        board.page()
                .route(
                        "**/api/me",
                        route -> route.fulfill(
                                new FulfillOptions().setStatus(503).setBody("{}")));
        board.visit("/board");
        assertThat(board.page().getByRole(AriaRole.ALERT)).containsText("The board cannot start.");
        assertThat(board.button("Try again")).isVisible();

        board.page().unroute("**/api/me");

        requireLive(board);
    }

    @Test
    void without_events_what_is_under_way_is_read_all_the_same() {
        var board = visitors.operator();
        board.page().route("**/api/events", route -> route.abort());
        board.visit("/board").press("l");

        assertThat(board.page().locator(".source").first()).isVisible();
        assertThat(board.page().locator("#status")).hasAttribute("data-link", "lost");
    }

    /** What is loaded before the stream of events has begun would have to be loaded again. The fleet is left out: a new snapshot loads it anew. */
    @Test
    void a_cold_load_asks_for_each_thing_once() {
        var once = List.of("operations?open", "snapshot", "reservations?", "links", "workflows", "me");
        var board = visitors.operator();
        var asked = new CopyOnWriteArrayList<String>();
        board.page().onRequest(request -> asked.add(request.url()));

        board.open(visitors.freeMove().gpuType());
        requireLive(board);
        board.page().waitForCondition(() -> once.stream().allMatch(what -> count(asked, what) > 0));

        assertThat(once)
                .allSatisfy(what -> assertThat(count(asked, what)).as(what).isEqualTo(1));
    }

    private static long count(List<String> asked, String what) {
        return asked.stream()
                .filter(url -> what.contains("?") ? url.contains("/api/" + what) : url.endsWith("/api/" + what))
                .count();
    }

    @Test
    void a_cold_load_asks_for_few_files() {
        var board = visitors.operator();
        var asked = new AtomicInteger();
        board.page().onRequest(request -> asked.incrementAndGet());

        board.open(visitors.freeMove().gpuType());

        assertThat(asked).as("requests of a cold load").hasValueLessThan(FEW);
    }
}
