package io.spotmanager.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** Compares durations with promised ones; {@code -Dspot.slowness} allows more on a busy machine. */
public final class Stopwatch {
    private static final double SLOWNESS = Double.parseDouble(System.getProperty("spot.slowness", "1"));

    private final Class<?> test;
    private final long startedAt = System.nanoTime();

    private Stopwatch(Class<?> test) {
        this.test = test;
    }

    public static Stopwatch start(Class<?> test) {
        return new Stopwatch(test);
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** @param what was measured, beginning with "from" */
    public Duration tell(String what) {
        var elapsed = elapsed();
        Report.tell(test, "%.1f s %s".formatted(elapsed.toMillis() / 1_000.0, what));
        return elapsed;
    }

    /** Fails if it took longer than promised, times {@code -Dspot.slowness}. */
    public void requireWithin(Duration promised, String what) {
        var allowed = Duration.ofMillis((long) (promised.toMillis() * SLOWNESS));
        assertThat(tell(what)).as(what).isLessThanOrEqualTo(allowed);
    }
}
