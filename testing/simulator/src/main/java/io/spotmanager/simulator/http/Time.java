package io.spotmanager.simulator.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** The clock and the pauses of the simulator; tests replace it, so that tokens expire and hangs end without waiting. */
public interface Time {

    /** Returns the current time. */
    Instant now();

    /** Blocks for {@code duration}; returns early if the thread is interrupted. */
    void pause(Duration duration);

    /** The clock of the machine, with real pauses. */
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
