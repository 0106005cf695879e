package io.spotmanager.system.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.system.harness.Alone;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Load;
import io.spotmanager.system.harness.Moments;
import io.spotmanager.system.harness.Report;
import io.spotmanager.system.harness.Stopwatch;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** PostgreSQL stops immediately, without closing connections, and is away for a while. */
@Alone
class DatabaseOutageTest {
    private static final Duration MAX_WAIT = Duration.ofMinutes(2);
    private static final int UNAVAILABLE = 503;

    private final Outage outage = Outage.of(5);

    @Test
    void a_database_that_was_away_half_accepts_nothing_and_loses_nothing() {
        try (var installation =
                        Installation.start(DatabaseOutageTest.class, Brokers.best(), new Installation.Size(400, 2));
                var load = Load.of(
                        outage.load(installation.cloud().fleet().possibleMoves()),
                        Outage.BETWEEN_MOVES,
                        installation.operator())) {
            Moments.pass(outage.before());
            installation.database().crash();
            Moments.pass(outage.length());
            installation.database().comeBack();

            var watch = Stopwatch.start(DatabaseOutageTest.class);
            var accepted = load.awaitAllAccepted();
            installation.awaitNothingOpen(MAX_WAIT);
            watch.tell("from PostgreSQL being back to the end of all %d operations, load going on for 2 s"
                    .formatted(accepted.size()));

            installation.requireAllMade(accepted);
            Report.tell(
                    DatabaseOutageTest.class,
                    "%d requests failed meanwhile".formatted(load.refusals().size()));
            assertThat(load.refusals())
                    .isNotEmpty()
                    .allSatisfy(refusal ->
                            assertThat(refusal.status()).as(refusal.text()).isEqualTo(UNAVAILABLE));
        }
    }
}
