package io.spotmanager.gateway.reservations;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a command begins, decided.
 *
 * @param begins from when on it may begin
 * @param latest from when on it does not begin any more
 * @param window in which it begins; null for any time
 * @param until when it is taken back; null for never
 */
record Schedule(
        Instant begins,
        Instant latest,
        @Nullable String window,
        @Nullable Instant until) {
    /** How long something waits for a host if nobody has said how long. */
    static final Duration PATIENCE = Duration.ofDays(1);

    /** Until when the host is wanted. */
    Instant free() {
        return until == null ? latest : until.plus(PATIENCE);
    }
}
