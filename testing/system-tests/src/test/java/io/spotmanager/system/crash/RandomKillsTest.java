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

/** {@code kill -9} at moments that nobody chose. */
class RandomKillsTest {
    private static final int MOVES = 100;
    private static final Duration BETWEEN_MOVES = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Random random = Seed.random(RandomKillsTest.class);

    @Test
    void killing_workers_at_any_moment_loses_no_move() {
        try (var house = Installation.start(RandomKillsTest.class, Brokers.best(), new Installation.Size(250, 2))) {
            var moves = house.cloud().fleet().possibleMoves().subList(0, MOVES);
            try (var load = Load.of(moves, BETWEEN_MOVES, house.operator())) {
                var kills = Kills.whileAnythingMoves(house, random);

                var accepted = load.awaitAllAccepted();
                house.awaitNothingOpen(PATIENCE);
                house.requireAllMade(accepted);
                Report.tell(RandomKillsTest.class, "%d moves, %d kills".formatted(MOVES, kills));
                assertThat(kills).isPositive();
            }
        }
    }
}
