package io.spotmanager.system.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.system.harness.Alone;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Load;
import io.spotmanager.system.harness.Moments;
import io.spotmanager.system.harness.Report;
import io.spotmanager.system.harness.Services;
import io.spotmanager.system.harness.Stopwatch;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The disk of PostgreSQL has no room left under load: statements fail, and then the server ends and cannot start. */
@Alone
class DatabaseDiskTest {
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);
    private static final int UNAVAILABLE = 503;

    private final Outage outage = Outage.of(8);

    /** While there is no room a step may begin, and its end cannot be saved. That counts as no attempt, and the step waits. */
    @Test
    void a_database_without_room_half_accepts_nothing_and_loses_nothing() {
        var server = Services.smallDisk();
        try (var installation =
                        Installation.start(DatabaseDiskTest.class, Services.on(server), new Installation.Size(400, 2));
                var load = Load.of(
                        outage.load(installation.cloud().fleet().possibleMoves()),
                        Outage.BETWEEN_MOVES,
                        installation.operator())) {
            Moments.pass(outage.before());
            server.fill();
            Moments.pass(outage.length());
            server.makeRoom();
            server.comeBack();

            var watch = Stopwatch.start(DatabaseDiskTest.class);
            var accepted = load.awaitAllAccepted();
            installation.awaitNothingOpen(MAX_WAIT);
            watch.tell("from PostgreSQL having room again to the end of all %d operations, load going on for 2 s"
                    .formatted(accepted.size()));

            installation.requireAllMade(accepted);
            Report.tell(
                    DatabaseDiskTest.class,
                    "%d requests failed meanwhile".formatted(load.refusals().size()));
            assertThat(server.output()).contains("No space left on device");
            assertThat(load.refusals())
                    .isNotEmpty()
                    .allSatisfy(refusal ->
                            assertThat(refusal.status()).as(refusal.text()).isEqualTo(UNAVAILABLE));
        }
    }
}
