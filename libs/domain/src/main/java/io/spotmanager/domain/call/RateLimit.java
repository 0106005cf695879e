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

    /**
     * Returns how many permits stay for operations when previews and the like ask: half of those that may be used at once, but never all of
     * them. So previews run into their limit while an operation still finds permits.
     */
    public double keptForOperations() {
        return Math.min(burst() / 2, burst() - 1);
    }

    /** Returns the reason of a call that was denied so that operations can go on, for people. */
    public String exceededByReads() {
        return "previews and the like have used their part of " + name + "'s limit, and the rest is kept for operations"
                + " under way";
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
