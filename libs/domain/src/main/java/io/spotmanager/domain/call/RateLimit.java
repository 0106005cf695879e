package io.spotmanager.domain.call;

import java.time.Duration;

/**
 * Our part of a provider's limit.
 *
 * @param name of the provider, and of the row that counts
 * @param perPeriod calls that the provider answers in each of its windows
 * @param period the length of a window
 * @param reserved part of that, from 0 to below 1, which is left to other users of the same address or key
 * @param patience longest wait for leave
 */
public record RateLimit(String name, int perPeriod, Duration period, double reserved, Duration patience) {

    /** The part of the calls that may go at once. */
    private static final double BURST = 0.25;

    private static final double MILLIS = 1000;

    public RateLimit {
        if (perPeriod < 4 || reserved < 0 || reserved >= 1 || !period.isPositive()) {
            throw new IllegalArgumentException("A limit of " + perPeriod + " calls of which " + reserved
                    + " are left to others cannot be kept: allow at least 4 calls and leave less than all of them.");
        }
    }

    /** How many calls may go at once; never less than one. */
    public double burst() {
        return Math.max(1, Math.floor(ours() * BURST));
    }

    /** Together with the burst no more than our part in any time as long as a window, wherever the window begins. */
    public double perSecond() {
        return Math.max(1, ours() - burst()) * MILLIS / period.toMillis();
    }

    /** A sentence for people: why a call is denied. */
    public String exceeded() {
        return "our part of " + name + "'s limit, " + (int) ours() + " calls in " + period.toSeconds()
                + " s, is used up by now";
    }

    private double ours() {
        return perPeriod * (1 - reserved);
    }
}
