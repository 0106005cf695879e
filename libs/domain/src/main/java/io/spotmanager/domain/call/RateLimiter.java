package io.spotmanager.domain.call;

import java.time.Duration;

/** Limits the calls to a provider whose limit is shared with others. Thread-safe. */
public interface RateLimiter {

    /** The answer to a request for a permit. */
    sealed interface Permit {

        /** The caller may make one call after this delay, which may be zero. */
        record Granted(Duration after) implements Permit {}

        /** The caller must not make the call. The reason is for people. */
        record Denied(String reason) implements Permit {}
    }

    /** Without any limit, for tests. */
    RateLimiter UNLIMITED = new RateLimiter() {
        @Override
        public Permit acquire() {
            return new Permit.Granted(Duration.ZERO);
        }

        @Override
        public void onRateLimited() {
            // Nothing is counted.
        }
    };

    /**
     * Takes a permit for one call. A granted permit counts even if the call is not made. Blocks for at most one
     * statement.
     */
    Permit acquire();

    /**
     * Must be called when the provider answers 429. Every caller is then denied until the provider's window has ended.
     */
    void onRateLimited();
}
