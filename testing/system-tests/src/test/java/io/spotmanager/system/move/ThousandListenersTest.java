package io.spotmanager.system.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Alone;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import io.spotmanager.system.harness.Report;
import io.spotmanager.testkit.SseClients;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events of moves, from a worker through the broker and a gateway to a thousand boards. */
@Alone
class ThousandListenersTest {
    private static final int READERS = 999;
    private static final int MOVES = 20;
    private static final String THE_END = "\"open\":false";
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);

    @Test
    void nine_hundred_and_ninety_nine_hear_of_the_end_within_a_second_although_one_more_is_stuck() {
        try (var installation =
                        Installation.start(ThousandListenersTest.class, Brokers.best(), new Installation.Size(200, 1));
                var clients = installation.operator().eventClients(THE_END)) {
            clients.stick();
            for (var number = 0; number < READERS; number++) {
                clients.listen();
            }
            await().atMost(MAX_WAIT).until(() -> clients.greeted() == READERS);

            var delays = installation.cloud().fleet().spotMoves().stream()
                    .limit(MOVES)
                    .map(move -> fromTheEndToTheLastListener(installation, clients, move))
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
            assertThat(clients.gone()).as("listeners who lost their connection").isZero();
        }
    }

    private static Duration fromTheEndToTheLastListener(Installation installation, SseClients clients, Move move) {
        var operation = installation.operator().move(move);
        var arrivals = clients.of(operation.toString());
        await().atMost(MAX_WAIT).pollInterval(Duration.ofMillis(5)).until(() -> arrivals.count() == READERS);
        return Duration.between(installation.database().endOf(operation), arrivals.latest());
    }

    private static Duration middle(List<Duration> sorted) {
        return sorted.get(sorted.size() / 2);
    }
}
