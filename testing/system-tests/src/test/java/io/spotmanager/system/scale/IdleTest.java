package io.spotmanager.system.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Alone;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Release;
import io.spotmanager.system.harness.Services;
import io.spotmanager.system.harness.TransactionLog;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the parts ask of the database while there is nothing to do. */
@Alone
class IdleTest {
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);

    /** Longer than a process takes after its last work until it looks seldom. */
    private static final Duration SETTLED = Duration.ofSeconds(30);

    /** Long enough for what comes each minute. */
    private static final Duration WATCHED = Duration.ofSeconds(90);

    private static final double MOST_A_SECOND = 1.0;

    /** An inventory worker reads the fleet all the time, and writes down when. */
    private static final double MOST_WITH_READING = 2.0;

    @Test
    void a_process_makes_at_most_one_transaction_a_second_while_nothing_is_open() {
        try (var log = TransactionLog.start();
                var installation = Installation.start(
                        IdleTest.class, new Services(log.database(), Brokers.best()), new Installation.Size(60, 1))) {
            installation.start(Release.THIS, "launch-worker", "two").awaitReady();
            installation.inventory();
            var move = installation
                    .operator()
                    .move(installation.cloud().fleet().spotMoves().getFirst());
            assertThat(installation.awaitEnd(move, MAX_WAIT).state()).isEqualTo("SUCCEEDED");
            pass(SETTLED);
            log.traffic(); // of what was done until now

            pass(WATCHED);

            var traffic = log.traffic();
            assertThat(traffic).as("gateway, inventory worker and two workers").hasSize(4);
            assertThat(traffic.values())
                    .allSatisfy(seen -> assertThat(seen.transactions())
                            .as("transactions within %s, by how they begin: %s", WATCHED, seen.statements())
                            .isLessThanOrEqualTo(Math.round(most(seen) * WATCHED.toSeconds())));
        }
    }

    private static double most(TransactionLog.Traffic seen) {
        var reads = seen.statements().keySet().stream().anyMatch(sql -> sql.contains("pg_try_advisory_lock"));
        return reads ? MOST_WITH_READING : MOST_A_SECOND;
    }

    private static void pass(Duration time) {
        await("the time passes").pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
    }
}
