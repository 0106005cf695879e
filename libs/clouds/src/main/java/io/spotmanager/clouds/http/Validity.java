package io.spotmanager.clouds.http;

import java.time.Duration;
import java.time.Instant;

/**
 * From when to when something holds that was learned. It ends as well when the clock is set back to a time before it was learned: else it
 * would hold for as long again as the clock was wrong.
 *
 * @param since when it was learned
 */
public record Validity(Instant since, Instant end) {
    /** Returns one that begins now. */
    public static Validity of(Instant now, Duration length) {
        return new Validity(now, now.plus(length));
    }

    public boolean holds(Instant now) {
        return !now.isBefore(since) && now.isBefore(end);
    }

    /** Returns one that ends so much later. */
    public Validity longer(Duration length) {
        return new Validity(since, end.plus(length));
    }
}
