package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.Move;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one does the other sees, at once while connected and without a gap after an interruption. */
@BoardTest
class TwoBrowsersTest {
    private static final Duration LONG_ENOUGH_TO_BE_SEEN = Duration.ofSeconds(3);

    private final Visitors visitors;
    private Move move;

    TwoBrowsersTest(Visitors visitors) {
        this.visitors = visitors;
    }

    @BeforeEach
    void choose() {
        move = visitors.freeMove();
    }

    @AfterEach
    void endFaults() {
        visitors.cloud().behave();
    }

    @Test
    void a_move_of_one_is_seen_by_the_other_while_it_happens_and_when_it_is_done() {
        var one = visitors.operator().open(move.gpuType());
        var other = visitors.operator().open(move.gpuType());
        visitors.cloud()
                .play(
                        1,
                        Fault.of("hang-after")
                                .onAdding(move.host())
                                .lasting(LONG_ENOUGH_TO_BE_SEEN)
                                .once());

        one.drag(move.host(), move.targetAggregate());
        one.cart().review().send("seen by two");

        assertThat(other.card(move.host()).locator(".card-op")).containsText("adding to the target");
        assertThat(other.card(move.host(), move.targetAggregate())).isVisible();
        assertThat(other.card(move.host()).locator(".card-op")).isHidden();
    }

    @Test
    void a_cut_connection_is_shown_and_what_happened_meanwhile_is_caught_up() throws Exception {
        try (var cable = Cable.to(visitors.address())) {
            var board = visitors.operatorThrough(cable.address()).open(move.gpuType());
            List<String> resumedFrom = new ArrayList<>();
            board.page().onRequest(request -> {
                if (request.url().endsWith("/api/events")) {
                    resumedFrom.add(Objects.requireNonNullElse(request.headers().get("last-event-id"), ""));
                }
            });

            cable.cut();
            assertThat(board.linkState()).containsText("Connection lost");
            visitors.awaitEnd(visitors.api().move(move));
            assertThat(board.card(move.host(), move.sourceAggregate())).isVisible();
            cable.mend();

            assertThat(board.linkState()).hasText("Live");
            assertThat(board.card(move.host(), move.targetAggregate())).isVisible();
            board.press("l");
            assertThat(board.page()
                            .locator(".act")
                            .filter(new Locator.FilterOptions().setHasText(move.host()))
                            .first())
                    .containsText("Succeeded");
            assertThat(resumedFrom)
                    .as("where the new connections went on")
                    .isNotEmpty()
                    .last()
                    .asString()
                    .isNotBlank();
        }
    }
}
