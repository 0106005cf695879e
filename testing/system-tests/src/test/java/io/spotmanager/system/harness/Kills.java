package io.spotmanager.system.harness;

import java.time.Duration;
import java.util.Random;

/** {@code kill -9} of workers at random times. */
public final class Kills {
    private static final int SHORTEST_LIFE_MILLIS = 200;
    private static final int LONGEST_LIFE_MILLIS = 1_500;

    private Kills() {}

    /**
     * One of the two is always ready, so that the operations go on; the other one may be killed while it starts.
     *
     * @return the number of killed workers
     */
    public static int whileAnythingMoves(Installation installation, Random random) {
        var kills = 0;
        do {
            Moments.pass(Duration.ofMillis(random.nextInt(SHORTEST_LIFE_MILLIS, LONGEST_LIFE_MILLIS)));
            var victim = installation.worker(random.nextBoolean() ? "one" : "two");
            installation.workerBeside(victim).awaitReady();
            victim.kill();
            kills++;
            victim.start();
        } while (installation.movingOperations() > 0);
        return kills;
    }
}
