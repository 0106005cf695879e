package io.spotmanager.workflow.wiring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Whether a process, or one task of it, has anything to do. What looks at the database regularly looks often while it has, and seldom while it
 * has not; the first sign of work wakes it. Thread-safe.
 */
final class Pace {
    /**
     * Longer than a command needs from the gateway to a worker, so that a series of steps is one stretch of work, and longer than it takes
     * until the next look for work.
     */
    static final Duration LASTS = Duration.ofSeconds(5);

    private final LongSupplier nanos;
    private final Duration lasts;
    private final List<Runnable> sleepers = new ArrayList<>();
    private boolean beaten;
    private long last;

    Pace() {
        this(System::nanoTime);
    }

    Pace(LongSupplier nanos) {
        this(nanos, LASTS);
    }

    /** @param lasts how long after a sign of work there may be more */
    Pace(LongSupplier nanos, Duration lasts) {
        this.nanos = nanos;
        this.lasts = lasts;
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
        return beaten && nanos.getAsLong() - last < lasts.toNanos();
    }

    /** @param wake called when something is to be done after a time in which nothing was; must not block */
    synchronized void onWaking(Runnable wake) {
        sleepers.add(wake);
    }
}
