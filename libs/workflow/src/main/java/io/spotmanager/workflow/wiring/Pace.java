package io.spotmanager.workflow.wiring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Whether this process has anything to do. What looks at the database regularly looks often while it has, and seldom while it has not; the
 * first sign of work wakes all of them. Thread-safe.
 */
final class Pace {
    /** Longer than a command needs from the gateway to a worker, so that a series of steps is one stretch of work. */
    private static final Duration LASTS = Duration.ofSeconds(5);

    private final LongSupplier nanos;
    private final List<Runnable> sleepers = new ArrayList<>();
    private boolean beaten;
    private long last;

    Pace() {
        this(System::nanoTime);
    }

    Pace(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Something is to be done, or is being done. */
    void beat() {
        List<Runnable> woken;
        synchronized (this) {
            woken = isQuick() ? List.of() : List.copyOf(sleepers);
            beaten = true;
            last = nanos.getAsLong();
        }
        woken.forEach(Runnable::run);
    }

    /** Returns true for a while after each beat. */
    synchronized boolean isQuick() {
        return beaten && nanos.getAsLong() - last < LASTS.toNanos();
    }

    /** @param wake called when something is to be done after a time in which nothing was; must not block */
    synchronized void onWaking(Runnable wake) {
        sleepers.add(wake);
    }
}
