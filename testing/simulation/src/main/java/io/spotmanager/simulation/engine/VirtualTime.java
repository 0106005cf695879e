package io.spotmanager.simulation.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The only time of a history. It goes on when the scheduler says so. */
public final class VirtualTime implements InstantSource {
    /** Later than the start of any real database, whose age the recovery sweep reads. */
    public static final Instant START = Instant.parse("2040-01-01T00:00:00Z");

    private Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    /** Nanoseconds since the start, as {@link System#nanoTime} counts them. */
    public long nanoTime() {
        return Duration.between(START, now).toNanos();
    }

    void advanceTo(Instant then) {
        if (then.isAfter(now)) {
            now = then.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /** Returns the time of a worker whose clock is wrong. */
    public InstantSource shifted(java.util.function.Supplier<Duration> offset) {
        return () -> now.plus(offset.get());
    }
}
