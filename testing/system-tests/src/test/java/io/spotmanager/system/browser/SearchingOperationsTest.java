package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The history is searched in one field, whose filters are in the address; views of it are kept and shared. */
@BoardTest
class SearchingOperationsTest {
    private static final String NOT_UNDERSTOOD = "A filter is not understood, so nothing is shown.";

    private final Visitors visitors;

    SearchingOperationsTest(Visitors visitors) {
        this.visitors = visitors;
    }

    private static Locator search(Board board) {
        return board.page()
                .getByRole(
                        AriaRole.COMBOBOX,
                        new com.microsoft.playwright.Page.GetByRoleOptions().setName("Search operations"));
    }

    private static Locator chips(Board board) {
        return board.page().locator(".chip");
    }

    private Board list() {
        var board = visitors.operator().visit("/operations");
        assertThat(board.linkState()).hasText("Live");
        return board;
    }

    @Test
    void what_is_typed_becomes_chips_and_the_address_and_is_taken_back_with_the_keyboard_alone() {
        var board = list();

        search(board).fill("st");
        board.press("ArrowDown", "Enter");
        assertThat(search(board)).hasValue("state:");
        board.page().keyboard().type("succ");
        board.press("ArrowDown", "Enter");
        assertThat(chips(board)).hasText(new String[] {"state:succeeded"});
        assertThat(board.page()).hasURL(Pattern.compile("/operations\\?state=SUCCEEDED$"));

        board.page().keyboard().type("since:24h by:operator disk full");
        board.press("Enter");
        assertThat(chips(board))
                .hasText(new String[] {"state:succeeded", "by:operator", "since:24h", "text:disk full"});
        assertThat(board.page()).hasURL(Pattern.compile("state=SUCCEEDED&from=24h&user=operator&q=disk\\+full$"));

        board.press("Backspace");
        assertThat(search(board)).hasValue("text:\"disk full\"");
        search(board).fill("");
        board.press("Shift+Tab", "Enter");
        assertThat(chips(board)).hasText(new String[] {"state:succeeded", "by:operator"});
        assertThat(search(board)).isFocused();

        board.page().goBack();
        assertThat(chips(board)).hasText(new String[] {"state:succeeded", "by:operator", "since:24h"});
    }

    @Test
    void what_is_not_understood_is_told_with_what_would_be_right_and_changes_nothing() {
        var board = list();

        search(board).fill("host:H1 colour:red state:broken");
        board.press("Escape", "Enter");

        var told = board.page().getByRole(AriaRole.ALERT);
        assertThat(told).containsText("“colour” is no filter. There are state, kind, host");
        assertThat(told).containsText("No workflow has the state “BROKEN”. There are needs-operator");
        assertThat(chips(board)).hasCount(0);
        assertThat(search(board)).hasValue("host:H1 colour:red state:broken");
    }

    @Test
    void a_link_with_a_value_that_is_not_understood_does_not_show_more_than_was_meant() {
        var board = visitors.operator().visit("/operations?from=yesterday");

        assertThat(board.page().locator(".page-state")).hasText(NOT_UNDERSTOOD);
        assertThat(board.page().getByRole(AriaRole.ALERT)).containsText("such as 24h or 7d");
        board.button("Remove since:yesterday").click();
        assertThat(board.page().locator(".page-state")).not().containsText(NOT_UNDERSTOOD);
    }

    @Test
    void the_states_are_counted_and_each_is_a_switch() {
        var move = visitors.freeMove();
        visitors.awaitEnd(visitors.api().move(move));
        var board = visitors.operator().visit("/operations?host=" + move.host());
        var succeeded =
                board.page().locator(".state-count").filter(new Locator.FilterOptions().setHasText("Succeeded"));

        var number = Integer.parseInt(succeeded.locator(".state-count-number").innerText());
        succeeded.click();
        assertThat(succeeded).hasAttribute("aria-pressed", "true");
        assertThat(chips(board)).hasText(new String[] {"state:succeeded", "host:" + move.host()});
        assertThat(board.page().locator(".history tbody tr")).hasCount(number);
        succeeded.click();
        assertThat(chips(board)).hasText(new String[] {"host:" + move.host()});
    }

    @Test
    void what_could_not_be_counted_says_so_and_the_list_stays() {
        var board = visitors.operator();
        board.page().route("**/api/operations/counts*", route -> route.abort());
        board.visit("/operations");

        assertThat(board.page().locator(".state-counts-row")).containsText("The operations could not be counted.");
        assertThat(board.page().locator(".state-loading")).hasCount(0);
    }

    @Test
    void a_view_is_kept_shared_opened_by_another_and_deleted() {
        var name = "view " + UUID.randomUUID().toString().substring(0, 8);
        var board = visitors.operator().visit("/operations?state=NEEDS_OPERATOR&from=7d");
        assertThat(board.linkState()).hasText("Live");
        board.button("Views").click();
        board.menuItem("Save what is shown").click();
        board.page().getByLabel("Name").fill(name);
        board.page().getByLabel("Share it").check();
        board.button("Save").click();
        assertThat(board.notice()).containsText("is saved");

        var viewer = visitors.viewer().visit("/operations");
        assertThat(viewer.linkState()).hasText("Live");
        viewer.button("Views").click();
        assertThat(viewer.menuItem(name)).containsText("by operator");
        viewer.menuItem(name).click();
        assertThat(viewer.page()).hasURL(Pattern.compile("/operations\\?state=NEEDS_OPERATOR&from=7d$"));
        viewer.button("Views").click();
        viewer.menuItem("Save what is shown").click();
        assertThat(viewer.page().getByLabel("Share it")).hasCount(0);
        viewer.press("Escape");

        board.button("Views").click();
        board.menuItem("Delete a view").click();
        board.button("Delete " + name).click();
        assertThat(board.notice()).containsText("is deleted");
    }

    @Test
    void a_view_with_a_filter_that_is_not_known_any_more_is_told_and_not_opened() {
        var board = visitors.operator();
        board.page()
                .route(
                        "**/api/views",
                        route -> route.fulfill(new FulfillOptions()
                                .setContentType("application/json")
                                .setBody("""
                                        {"items": [{"id": "01a2f3c4-0000-7000-8000-0000000000aa", "name": "old one", "query": "colour=red&open=true",
                                          "shared": false, "by": "operator", "mine": true, "changed_at": "2026-01-01T00:00:00Z"}]}""")));
        board.visit("/operations");
        assertThat(board.linkState()).hasText("Live");

        board.button("Views").click();
        var old = board.menuItem("old one");
        assertThat(old).containsText("“colour” is no filter of this page.");
        assertThat(old).hasAttribute("aria-disabled", "true");
        old.click(new Locator.ClickOptions().setForce(true));
        assertThat(board.page()).hasURL(Pattern.compile("/operations$"));
    }

    @Test
    void an_ended_move_is_run_again_and_reversed_by_a_review_that_sends_nothing_by_itself() {
        var move = visitors.freeMove();
        var id = visitors.api().move(move);
        visitors.awaitEnd(id);
        var board = visitors.operator().visit("/operations/" + id);
        assertThat(board.linkState()).hasText("Live");

        board.page().locator("[data-action=reverse]").click();
        var dialog = board.page().locator("dialog[open]");
        assertThat(dialog).containsText(move.host());
        assertThat(dialog).containsText("aggregate add host " + move.sourceAggregate());
        assertThat(dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Send 1 operation")))
                .isEnabled();
        board.press("Escape");

        board.page().locator("[data-action=again]").click();
        assertThat(dialog).containsText("is not in " + move.sourceAggregate());
        assertThat(dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Send 0 operations")))
                .isDisabled();
        board.press("Escape");
        assertThat(visitors.api().heldHosts()).doesNotContain(move.host());

        var proof = board.page()
                .waitForDownload(() -> board.page().getByText("with proof").click());
        assertThat(proof.suggestedFilename()).endsWith(".json");
    }

    @Test
    void the_steps_are_shown_in_full_or_a_line_each_and_stay_so() {
        var id = visitors.api().move(visitors.freeMove());
        visitors.awaitEnd(id);
        var board = visitors.operator().visit("/operations/" + id);
        assertThat(board.page().locator(".stage .call").first()).isVisible();

        board.button("Compact").click();
        assertThat(board.page().locator(".stage .call").first()).isHidden();
        assertThat(board.page().locator(".stage-title").first()).isVisible();
        board.page().reload();
        assertThat(board.button("Compact")).hasAttribute("aria-pressed", "true");
        assertThat(board.page().locator(".stage .call").first()).isHidden();
    }
}
