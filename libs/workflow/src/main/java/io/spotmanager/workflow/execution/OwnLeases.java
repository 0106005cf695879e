package io.spotmanager.workflow.execution;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When a worker has to read which leases it holds in the database: with each heartbeat, until it has executed nothing for longer than a lost
 * statement can still take effect, and then only now and then. Thread-safe.
 */
final class OwnLeases {
    /** Longer than a connection waits for an answer. */
    private static final Duration SETTLED = Duration.ofSeconds(20);

    private static final int SELDOM = 10;

    private final LongSupplier nanoTime;
    private long lastTouched;
    private boolean none;
    private int skipped;

    OwnLeases(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastTouched = nanoTime.getAsLong();
    }

    /** An execution begins or ends. */
    synchronized void touched() {
        lastTouched = nanoTime.getAsLong();
        none = false;
    }

    synchronized void found(int leases) {
        none = leases == 0;
    }

    synchronized boolean areDue() {
        var settled = none && nanoTime.getAsLong() - lastTouched > SETTLED.toNanos();
        skipped = settled ? (skipped + 1) % SELDOM : 0;
        return skipped == 0;
    }
}
