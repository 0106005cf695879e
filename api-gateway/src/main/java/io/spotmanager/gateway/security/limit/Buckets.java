package io.spotmanager.gateway.security.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** A token bucket for each of many names; those that nobody asked about for a while are full again and forgotten. */
final class Buckets {
    private static final int MOST = 100_000;

    private final int capacity;
    private final Duration refill;
    private final TimeMeter clock;
    private final Cache<String, Bucket> buckets;

    /** @param refill of one token */
    Buckets(int capacity, Duration refill, TimeMeter clock) {
        this.capacity = capacity;
        this.refill = refill;
        this.clock = clock;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(refill.multipliedBy(capacity).plusMinutes(1))
                .build();
    }

    Bucket of(String name) {
        return buckets.get(
                name,
                unused -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(capacity).refillGreedy(1, refill))
                        .withCustomTimePrecision(clock)
                        .build());
    }

    /** Whole seconds until a token is there; 0 when there is one. */
    long secondsToWait(String name) {
        var estimate = of(name).estimateAbilityToConsume(1);
        return estimate.canBeConsumed()
                ? 0
                : Duration.ofNanos(estimate.getNanosToWaitForRefill()).toSeconds() + 1;
    }
}
