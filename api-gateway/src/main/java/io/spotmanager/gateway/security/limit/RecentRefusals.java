package io.spotmanager.gateway.security.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;

/** What was refused a moment ago, so that a flood of requests is no flood of statements. */
final class RecentRefusals {
    private static final int MOST = 100_000;

    /** By the name of the allowance; in nanoseconds. */
    private final Cache<String, Long> until;

    RecentRefusals(Duration remembered) {
        this.until = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(remembered)
                .build();
    }

    void remember(String name, double seconds, long now) {
        until.put(name, now + (long) (seconds * Allowance.NANOS));
    }

    /** Returns for how many seconds the first of these that is remembered is still refused; 0 if none is. */
    double left(List<Allowance> allowances, long now) {
        for (var allowance : allowances) {
            var end = until.getIfPresent(allowance.name());
            if (end != null && end - now > 0) {
                return (end - now) / Allowance.NANOS;
            }
        }
        return 0;
    }
}
