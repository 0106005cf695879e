package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A plan is looked at, committed and followed on its page. */
@BoardTest
class PlanningTest {
    private final Visitors visitors;

    PlanningTest(Visitors visitors) {
        this.visitors = visitors;
    }

    @Test
    void a_plan_is_committed_without_one_of_its_operations_and_its_score_follows() {
        var moves = visitors.freeMoves(2);
        var id = visitors.api().plan("tonight", moves).path("id").asString();
        var board = visitors.operator().visit("/plans");

        board.page().locator("a[href='/plans/%s']".formatted(id)).click();
        assertThat(board.page().locator("h1")).hasText("tonight");
        assertThat(score(board, "planned")).hasText("2");
        assertThat(board.page().locator(".plan-pools tbody tr").first()).isVisible();
        assertThat(board.page()
                        .locator(".plan-pools tbody tr")
                        .filter(new Locator.FilterOptions()
                                .setHasText(
                                        Pattern.compile("^" + moves.getFirst().targetAggregate() + "\\d")))
                        .locator("[data-after=gpus_free]"))
                .hasText(Pattern.compile("^\\d+ \\(\\+\\d+\\)$"));

        board.page().getByLabel("Commit " + moves.getLast().host()).uncheck();
        board.button("Commit 1 operation").click();
        board.page().getByLabel("Reason").fill("for the night");
        board.page().locator(".sheet-foot button[type=submit]").click();

        assertThat(score(board, "succeeded")).hasText("1");
        assertThat(score(board, "planned")).hasText("1");
        assertThat(board.page().locator("tr[data-item='1'] a"))
                .hasText(moves.getFirst().host());

        board.button("Cancel 1 item").click();
        board.page().locator(".sheet-foot button[type=submit]").click();
        assertThat(score(board, "cancelled")).hasText("1");
    }

    private static Locator score(Board board, String name) {
        return board.page().locator("dd[data-score='%s']".formatted(name));
    }
}
