package io.spotmanager.gateway.security.limit;

import java.time.Duration;

/**
 * How much of something is allowed.
 *
 * @param name what is limited, and for whom; the same in all gateways
 * @param burst how many may come at once
 * @param refill time after which one more is allowed
 */
record Allowance(String name, int burst, Duration refill) {
    static final double NANOS = 1e9;

    double perSecond() {
        return NANOS / refill.toNanos();
    }
}
