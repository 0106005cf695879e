package io.spotmanager.system.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import io.spotmanager.system.harness.Report;
import io.spotmanager.testkit.SseClients;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Moves carried out by a worker, told by the broker to a gateway, and by it to a thousand boards. */
class ThousandListenersTest {
    private static final int READERS = 999;
    private static final int MOVES = 20;
    private static final String THE_END = "\"open\":false";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void nine_hundred_and_ninety_nine_hear_of_the_end_within_a_second_although_one_more_is_stuck() {
        try (var house =
                        Installation.start(ThousandListenersTest.class, Brokers.best(), new Installation.Size(200, 1));
                var crowd = house.operator().crowd(THE_END)) {
            crowd.stick();
            for (var number = 0; number < READERS; number++) {
                crowd.listen();
            }
            await().atMost(PATIENCE).until(() -> crowd.greeted() == READERS);

            var delays = house.cloud().fleet().spotMoves().stream()
                    .limit(MOVES)
                    .map(move -> fromTheEndToTheLastListener(house, crowd, move))
                    .sorted()
                    .toList();
            Report.tell(
                    ThousandListenersTest.class,
                    "%d boards heard of the end of a move after %d ms at the median, %d at worst"
                            .formatted(
                                    READERS,
                                    middle(delays).toMillis(),
                                    delays.getLast().toMillis()));

            assertThat(delays).hasSize(MOVES);
            assertThat(middle(delays)).isLessThan(Duration.ofSeconds(1));
            assertThat(crowd.gone()).as("listeners who lost their connection").isZero();
        }
    }

    private static Duration fromTheEndToTheLastListener(Installation house, SseClients crowd, Move move) {
        var operation = house.operator().move(move);
        var arrivals = crowd.of(operation.toString());
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> arrivals.count() == READERS);
        return Duration.between(house.database().endOf(operation), arrivals.latest());
    }

    private static Duration middle(List<Duration> sorted) {
        return sorted.get(sorted.size() / 2);
    }
}
