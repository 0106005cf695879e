package io.spotmanager.gateway.security.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** Token buckets of this gateway alone, which count while the shared ones are locked. Thread-safe. */
final class LocalLimits {
    private static final int MOST = 100_000;
    private static final Duration FULL_AGAIN = Duration.ofHours(1);

    private record Bucket(double tokens, long countedAt) {}

    private final LongSupplier nanoTime;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FULL_AGAIN).build();

    LocalLimits(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Takes one token of each, or none at all.
     *
     * @return 0 if they were taken; otherwise the seconds until they are there
     */
    synchronized double take(List<Allowance> allowances) {
        var missing = allowances.stream()
                .mapToDouble(each -> (1 - tokens(each)) / each.perSecond())
                .max()
                .orElse(0);
        if (missing > 0) {
            return missing;
        }
        allowances.forEach(each -> put(each, tokens(each) - 1));
        return 0;
    }

    synchronized void giveBack(List<Allowance> allowances) {
        allowances.forEach(each -> put(each, Math.min(each.burst(), tokens(each) + 1)));
    }

    private double tokens(Allowance of) {
        var bucket = buckets.getIfPresent(of.name());
        return bucket == null
                ? of.burst()
                : Math.min(
                        of.burst(),
                        bucket.tokens()
                                + of.perSecond() * (nanoTime.getAsLong() - bucket.countedAt()) / Allowance.NANOS);
    }

    private void put(Allowance of, double tokens) {
        buckets.put(of.name(), new Bucket(tokens, nanoTime.getAsLong()));
    }
}
