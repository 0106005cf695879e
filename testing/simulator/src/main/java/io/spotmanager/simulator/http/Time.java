package io.spotmanager.simulator.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** The clock and the patience of the simulator: a test replaces it to make tokens expire and hangs end without waiting. */
public interface Time {

    /** The moment that tokens and time stamps are measured against. */
    Instant now();

    /** Holds the calling thread back for {@code duration}; returns early when the thread is interrupted. */
    void pause(Duration duration);

    /** The machine's clock, and real waiting. */
    static Time real() {
        return new Time() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public void pause(Duration duration) {
                long end = System.nanoTime() + duration.toNanos();
                // parkNanos may wake up at any time, so the deadline decides.
                for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
                    if (Thread.currentThread().isInterrupted()) {
                        return;
                    }
                    LockSupport.parkNanos(left);
                }
            }
        };
    }
}
