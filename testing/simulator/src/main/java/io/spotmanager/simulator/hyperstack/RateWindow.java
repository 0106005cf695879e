package io.spotmanager.simulator.hyperstack;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Counts the calls of the clock's minute. */
final class RateWindow {

    private Instant minute = Instant.MIN;
    private long calls;

    /** Whether this call is one of the first {@code most} of its minute. */
    synchronized boolean admits(Instant now, long most) {
        Instant current = now.truncatedTo(ChronoUnit.MINUTES);
        if (!current.equals(minute)) {
            minute = current;
            calls = 0;
        }
        return ++calls <= most;
    }
}
