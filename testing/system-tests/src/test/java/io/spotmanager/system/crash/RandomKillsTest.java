package io.spotmanager.system.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Kills;
import io.spotmanager.system.harness.Load;
import io.spotmanager.system.harness.Report;
import io.spotmanager.system.harness.Seed;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@code kill -9} at random times. */
class RandomKillsTest {
    private static final int MOVES = 100;
    private static final Duration BETWEEN_MOVES = Duration.ofMillis(250);
    private static final Duration MAX_WAIT = Duration.ofMinutes(3);

    private final Random random = Seed.random(RandomKillsTest.class);

    @Test
    void killing_workers_at_any_moment_loses_no_move() {
        try (var installation =
                Installation.start(RandomKillsTest.class, Brokers.best(), new Installation.Size(250, 2))) {
            var moves = installation.cloud().fleet().possibleMoves().subList(0, MOVES);
            try (var load = Load.of(moves, BETWEEN_MOVES, installation.operator())) {
                var kills = Kills.whileAnythingMoves(installation, random);

                var accepted = load.awaitAllAccepted();
                installation.awaitNothingOpen(MAX_WAIT);
                installation.requireAllMade(accepted);
                Report.tell(RandomKillsTest.class, "%d moves, %d kills".formatted(MOVES, kills));
                assertThat(kills).isPositive();
            }
        }
    }
}
