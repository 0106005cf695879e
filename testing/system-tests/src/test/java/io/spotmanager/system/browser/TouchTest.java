package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator.TapOptions;
import com.microsoft.playwright.options.Position;
import org.junit.jupiter.api.Test;

/** The board under a finger: it scrolls, and drags what it has rested on. */
@BoardTest
class TouchTest {
    private static final int LONG_ENOUGH_MS = 600;
    private static final int NAME = 12;

    private final Visitors visitors;

    TouchTest(Visitors visitors) {
        this.visitors = visitors;
    }

    @Test
    void a_finger_that_rests_on_a_host_drags_it_and_the_tap_after_that_counts() {
        var move = visitors.freeMove();
        var board = visitors.operatorWithFingers().open(move.gpuType());
        var card = board.card(move.host()).boundingBox();
        var target = board.column(move.targetAggregate()).boundingBox();
        var finger = new Finger(board.page());

        finger.press(card.x + NAME, card.y + NAME);
        board.page().waitForTimeout(LONG_ENOUGH_MS);
        assertThat(board.ghost()).isVisible();
        finger.move(target.x + target.width / 2, target.y + target.height / 2);
        assertThat(board.ghost()).containsText("Move here");
        finger.lift();
        assertThat(board.planned(move.host(), move.targetAggregate())).isVisible();

        var other = board.page().locator(".card[data-key][aria-selected=false]").first();
        var host = other.getAttribute("data-host");
        other.tap(new TapOptions().setPosition(new Position(NAME, NAME)));
        assertThat(board.card(host)).hasAttribute("aria-selected", "true");
    }

    @Test
    void a_finger_that_moves_at_once_drags_nothing() {
        var move = visitors.freeMove();
        var board = visitors.operatorWithFingers().open(move.gpuType());
        var card = board.card(move.host()).boundingBox();
        var finger = new Finger(board.page());

        finger.press(card.x + NAME, card.y + NAME);
        finger.move(card.x + NAME, card.y + 10 * NAME);
        board.page().waitForTimeout(LONG_ENOUGH_MS);
        finger.lift();

        assertThat(board.page().locator(".ghost, .card-plan")).hasCount(0);
    }
}
