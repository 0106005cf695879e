package io.spotmanager.domain.call;

import java.time.Duration;

/** Limits the calls to a provider whose limit we share with others. Safe for use by several threads. */
public interface RateLimiter {

    /** The answer to a request for a permit. */
    sealed interface Permit {

        /** The caller may make one call after this time, which may be zero. */
        record Granted(Duration after) implements Permit {}

        /** The caller must not make the call; the reason is for people. */
        record Denied(String reason) implements Permit {}
    }

    /** No limit at all, for tests. */
    RateLimiter UNLIMITED = new RateLimiter() {
        @Override
        public Permit acquire() {
            return new Permit.Granted(Duration.ZERO);
        }

        @Override
        public void onRateLimited() {
            // Nothing is counted, so nothing can be used up.
        }
    };

    /** Takes a permit for one call. A granted permit counts, whether or not the call is made. May block for one statement. */
    Permit acquire();

    /** To be called when the provider answers 429: every caller is denied until the provider's window is over. */
    void onRateLimited();
}
