package io.spotmanager.clouds.http;

import io.github.bucket4j.Bucket;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The rate limit and the circuit breaker of one cloud. */
final class CallPermits {

    /** What an exchange showed about the health of the cloud. */
    enum Health {
        /** It answers, even if it refuses. */
        HEALTHY,
        /** It fails or does not answer. */
        FAILING,
        /** Unknown. */
        UNKNOWN
    }

    private static final int WINDOW = 20;
    private static final int FEWEST = 10;
    private static final int PROBES = 3;

    private final Limits limits;
    private final Bucket bucket;
    private final CircuitBreaker circuit;

    CallPermits(String cloud, Limits limits) {
        this.limits = limits;
        this.bucket = Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(limits.burst()).refillGreedy(limits.callsPerSecond(), Duration.ofSeconds(1)))
                .build();
        this.circuit = CircuitBreaker.of(
                cloud,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(WINDOW)
                        .minimumNumberOfCalls(FEWEST)
                        .failureRateThreshold(50)
                        .permittedNumberOfCallsInHalfOpenState(PROBES)
                        .waitDurationInOpenState(limits.circuitPause())
                        .build());
    }

    /** Acquires a permit. Returns the reason if denied; if granted (empty), the caller must call {@link #record}. */
    Optional<String> acquire() {
        if (!circuit.tryAcquirePermission()) {
            return Optional.of("the circuit is open after repeated failures of the cloud; it is probed again within "
                    + limits.circuitPause().toMillis() + " ms");
        }
        try {
            if (bucket.tryConsume(1) || bucket.asBlocking().tryConsume(1, limits.patience())) {
                return Optional.empty();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            circuit.releasePermission();
            return Optional.of("interrupted while waiting for a place under the rate limit");
        }
        circuit.releasePermission();
        return Optional.of("Spot Manager's own limit of " + limits.callsPerSecond()
                + " calls a second leaves no place within " + limits.patience().toMillis() + " ms");
    }

    void record(Health health, long nanos) {
        switch (health) {
            case HEALTHY -> circuit.onSuccess(nanos, TimeUnit.NANOSECONDS);
            case FAILING -> circuit.onError(nanos, TimeUnit.NANOSECONDS, new IllegalStateException("cloud in trouble"));
            case UNKNOWN -> circuit.releasePermission();
        }
    }
}
