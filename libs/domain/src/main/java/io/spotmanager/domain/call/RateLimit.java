package io.spotmanager.domain.call;

import java.time.Duration;

/**
 * Our share of a provider's rate limit.
 *
 * @param name the name of the provider, and the key of its row in the database
 * @param perPeriod calls that the provider allows in each window
 * @param period the length of a window
 * @param reserved the fraction, from 0 to below 1, that is left to other users of the same address or key
 * @param patience longest wait for a permit
 */
public record RateLimit(String name, int perPeriod, Duration period, double reserved, Duration patience) {

    /** The fraction of the calls that may be made at once. */
    private static final double BURST = 0.25;

    private static final double MILLIS = 1000;

    public RateLimit {
        if (perPeriod < 4 || reserved < 0 || reserved >= 1 || !period.isPositive()) {
            throw new IllegalArgumentException(
                    "A limit of " + perPeriod + " calls with " + reserved
                            + " reserved for others cannot be kept. Allow at least 4 calls, and reserve less than all of them.");
        }
    }

    /** Returns how many calls may be made at once; at least one. */
    public double burst() {
        return Math.max(1, Math.floor(ours() * BURST));
    }

    /**
     * Returns the rate at which permits are refilled. Burst and refill together never exceed our share in any period as
     * long as a window.
     */
    public double perSecond() {
        return Math.max(1, ours() - burst()) * MILLIS / period.toMillis();
    }

    /** Returns the reason of a denied call, for people. */
    public String exceeded() {
        return "our share of " + name + "'s limit, " + (int) ours() + " calls in " + period.toSeconds()
                + " s, is used up";
    }

    private double ours() {
        return perPeriod * (1 - reserved);
    }
}
