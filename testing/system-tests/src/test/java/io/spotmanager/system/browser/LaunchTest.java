package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From an empty RunPod host to a launch that is under way. */
@BoardTest
class LaunchTest {
    private final Visitors visitors;
    private String host = "";
    private Board board;

    LaunchTest(Visitors visitors) {
        this.visitors = visitors;
        this.board = visitors.operator();
    }

    @BeforeEach
    void openTheMenuOfAnEmptyHost() {
        host = visitors.emptyRunPodHost();
        var pool = visitors.cloud().poolsOf(host).getFirst();
        board.open(pool.replace("-n3-runpod", ""));
        board.card(host, pool).focus();
        board.press(".");
    }

    private void chooseImage() {
        board.menuItem("Launch a RunPod VM").click();
        board.page().getByLabel("Search images").fill("ubuntu");
        board.page().locator(".image").first().click();
    }

    @Test
    void an_image_is_searched_and_chosen_every_step_is_shown_and_then_it_runs() {
        chooseImage();
        assertThat(board.cart().item(host)).containsText("Allowed");

        board.cart().review();
        var reviewed = board.cart().reviewed(host);
        assertThat(reviewed.locator(".commands")).containsText("core/virtual-machines");
        assertThat(reviewed.locator(".commands").textContent()).doesNotContain("simulated-");
        board.cart().send("launched by a test");

        var activity = board.page()
                .locator(".act")
                .filter(new Locator.FilterOptions().setHasText(host))
                .first();
        assertThat(activity).containsText("Launch");
        activity.locator("a").click();
        assertThat(board.page().locator(".stage[data-step='create VM']")).hasAttribute("data-state", "done");
        assertThat(board.page().locator(".timeline")).containsText("Accepted by operator");
    }

    @Test
    void a_planned_launch_is_taken_back_before_anything_is_sent() {
        chooseImage();
        assertThat(board.card(host).locator(".flag-line").first()).containsText("launch planned");

        board.button("Undo").first().click();

        assertThat(board.cart().items()).hasCount(0);
    }
}
