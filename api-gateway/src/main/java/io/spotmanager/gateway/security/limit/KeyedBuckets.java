package io.spotmanager.gateway.security.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** One token bucket per key. A bucket that was not used for a while is full again and is removed. */
final class KeyedBuckets {
    private static final int MOST = 100_000;

    private final int capacity;
    private final Duration refill;
    private final TimeMeter clock;
    private final Cache<String, Bucket> buckets;

    /** @param refill time after which one token is added */
    KeyedBuckets(int capacity, Duration refill, TimeMeter clock) {
        this.capacity = capacity;
        this.refill = refill;
        this.clock = clock;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(refill.multipliedBy(capacity).plusMinutes(1))
                .build();
    }

    /** Takes a token. Returns 0 if it was taken, otherwise the whole seconds until one is available. */
    long take(String name) {
        var probe = of(name).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : seconds(probe.getNanosToWaitForRefill());
    }

    void giveBack(String name) {
        of(name).addTokens(1);
    }

    /** The whole seconds until a token is available, 0 if there is one. Takes none and creates no bucket. */
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
