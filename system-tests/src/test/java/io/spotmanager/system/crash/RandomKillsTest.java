package io.spotmanager.system.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Load;
import io.spotmanager.system.harness.Moments;
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
    private static final int SHORTEST_LIFE_MILLIS = 200;
    private static final int LONGEST_LIFE_MILLIS = 1_500;

    private final Random random = Seed.random(RandomKillsTest.class);

    @Test
    void killing_workers_at_any_moment_loses_no_move() {
        try (var house = Installation.start(RandomKillsTest.class, Brokers.best(), new Installation.Size(250, 2))) {
            var moves = house.cloud().fleet().possibleMoves().subList(0, MOVES);
            try (var load = Load.of(moves, BETWEEN_MOVES, house.operator())) {
                var kills = killWhileAnythingMoves(house);

                var accepted = load.awaitAllAccepted();
                house.awaitNothingOpen(PATIENCE);
                house.requireAllMade(accepted);
                Report.tell(RandomKillsTest.class, "%d moves, %d kills".formatted(MOVES, kills));
                assertThat(kills).isPositive();
            }
        }
    }

    /** One of the two is always ready, so that the moves go on; the other one may be killed while it starts. */
    private int killWhileAnythingMoves(Installation house) {
        var kills = 0;
        do {
            Moments.pass(Duration.ofMillis(random.nextInt(SHORTEST_LIFE_MILLIS, LONGEST_LIFE_MILLIS)));
            var victim = house.worker(random.nextBoolean() ? "one" : "two");
            house.workerBeside(victim).awaitReady();
            victim.kill();
            kills++;
            victim.start();
        } while (house.openOperations() > 0);
        return kills;
    }
}
