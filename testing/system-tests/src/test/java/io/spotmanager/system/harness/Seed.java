package io.spotmanager.system.harness;

import java.util.Random;

/** Repeatable random numbers: prints the seed, or takes it from {@code -Dspot.seed}. */
public final class Seed {
    private Seed() {}

    /** @param test named beside the seed */
    public static long of(Class<?> test) {
        var seed = Long.getLong("spot.seed", System.nanoTime() % 1_000_000);
        Report.tell(test, "seed %d; -Dspot.seed=%d repeats it".formatted(seed, seed));
        return seed;
    }

    public static Random random(Class<?> test) {
        return new Random(of(test));
    }
}
