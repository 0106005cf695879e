package io.spotmanager.gateway.security.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** A token bucket for each of many names; those that nobody took from for a while are full again and forgotten. */
final class KeyedBuckets {
    private static final int MOST = 100_000;

    private final int capacity;
    private final Duration refill;
    private final TimeMeter clock;
    private final Cache<String, Bucket> buckets;

    /** @param refill of one token */
    KeyedBuckets(int capacity, Duration refill, TimeMeter clock) {
        this.capacity = capacity;
        this.refill = refill;
        this.clock = clock;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(refill.multipliedBy(capacity).plusMinutes(1))
                .build();
    }

    /** Takes a token, or tells in how many whole seconds there is one; 0 when it was taken. */
    long take(String name) {
        var probe = of(name).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : seconds(probe.getNanosToWaitForRefill());
    }

    void giveBack(String name) {
        of(name).addTokens(1);
    }

    /** Takes nothing, and costs no memory for a name that nobody took from. */
    long secondsToWait(String name) {
        var bucket = buckets.getIfPresent(name);
        if (bucket == null) {
            return 0;
        }
        var estimate = bucket.estimateAbilityToConsume(1);
        return estimate.canBeConsumed() ? 0 : seconds(estimate.getNanosToWaitForRefill());
    }

    private Bucket of(String name) {
        return buckets.get(
                name,
                _ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(capacity).refillGreedy(1, refill))
                        .withCustomTimePrecision(clock)
                        .build());
    }

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds() + 1;
    }
}
