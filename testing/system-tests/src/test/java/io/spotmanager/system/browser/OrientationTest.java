package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where am I, what needs me, and what does this page not understand of my address. */
@BoardTest
class OrientationTest {
    private static final String WAITING = """
            {"items": [{"id": "01a2f3c4-0000-7000-8000-0000000000aa", "kind": "migration", "state": "NEEDS_OPERATOR", "open": true,
              "host": "CA1-STUCK", "request": {"host": "CA1-STUCK", "source_aggregate": "A", "target_aggregate": "B"}, "requested_by": "operator",
              "attempt": 0, "actions": [], "seq": 3, "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}]}""";

    private final Visitors visitors;

    OrientationTest(Visitors visitors) {
        this.visitors = visitors;
    }

    @Test
    void a_misspelt_filter_is_told_and_can_be_removed() {
        var board = visitors.operator().visit("/operations?statee=x&host=CA1");

        assertThat(board.page().locator("#address")).containsText("“statee” is no filter of this page.");
        board.button("Remove from the address").click();
        assertThat(board.page().locator("#address")).isHidden();
        assertThat(board.page()).hasURL(Pattern.compile("/operations\\?host=CA1$"));
    }

    @Test
    void a_state_that_is_not_known_stays_visible_as_the_filter_that_it_is_and_shows_nothing_else() {
        var board = visitors.operator().visit("/operations?state=NONSENSE");

        assertThat(board.page().locator(".chip[data-wrong]")).hasText("state:nonsense");
        assertThat(board.page().getByRole(AriaRole.ALERT))
                .containsText("No workflow has the state “NONSENSE”. There are");
        assertThat(board.page().locator(".page-state")).hasText("A filter is not understood, so nothing is shown.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing-here", "/operations/x/y"})
    void an_address_that_does_not_exist_is_a_page_with_a_way_on(String path) {
        var page = visitors.operator().visit(path).page();

        assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("There is no page at this address");
        page.getByText("Go to the board").click();
        assertThat(page.locator(".board-body")).hasAttribute("data-state", "ready");
    }

    @Test
    void what_needs_a_person_is_counted_in_the_title_and_icon_of_the_tab_and_first_on_the_overview() {
        var board = visitors.operator();
        board.page()
                .route(
                        "**/api/operations?open=true*",
                        route -> route.fulfill(new FulfillOptions()
                                .setContentType("application/json")
                                .setBody(WAITING)));

        var page = board.visit("/").page();

        assertThat(page).hasTitle("(1) Overview · Spot Manager");
        assertThat(page.locator("link[rel=icon]")).hasAttribute("href", "/assets/icon-attention.svg");
        assertThat(page.locator(".needs")).containsText("CA1-STUCK");
        assertThat(page.locator(".needs a")).hasAttribute("href", Pattern.compile("^/operations/01a2f3c4"));
    }

    @Test
    void times_are_shown_in_the_zone_that_is_chosen_and_stay_so() {
        var board = visitors.operator();
        var id = visitors.api().move(visitors.freeMove());
        visitors.awaitEnd(id);
        var page = board.visit("/operations/" + id).page();
        var accepted = page.locator(".facts time").first();
        assertThat(accepted).hasText(Pattern.compile("\\d\\d:\\d\\d:\\d\\d$"));

        page.locator("#status button[aria-label^='Times']").click();
        page.getByRole(AriaRole.MENUITEM, new GetByRoleOptions().setName("UTC").setExact(true))
                .click();
        assertThat(accepted).hasText(Pattern.compile("\\d\\d:\\d\\d:\\d\\d UTC$"));

        page.reload();
        assertThat(accepted).hasText(Pattern.compile("UTC$"));
    }

    @Test
    void a_cell_of_the_overview_leads_to_its_column() {
        var board = visitors.operator().visit("/");
        var row = board.page().locator(".types-table tbody tr").first();

        row.locator(".out-of-stock").or(row.locator("th a")).first().click();

        assertThat(board.page().locator(".board-body")).hasAttribute("data-state", "ready");
        assertThat(board.page()).hasURL(Pattern.compile("/board/[^?]+$"));
    }
}
