package io.spotmanager.clouds.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.spotmanager.domain.call.CloudResult;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The metrics of the calls to one cloud. They exist from the start, at zero: an increase from nothing is not seen by
 * Prometheus.
 */
final class CallMeters {

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(20)
    };

    /** What a call is for. */
    enum Call {
        READ,
        CHANGE
    }

    /** What came of one request. */
    private enum Result {
        OK,
        REJECTED,
        /** No clear answer; a change may have been carried out. */
        UNCLEAR,
        /** The cloud did nothing: it could not be reached, or asked to wait. */
        NOT_SENT,
        /** Not sent, because of our own limit, an open circuit, or a wait that the cloud had asked for. */
        WITHHELD
    }

    private final Map<Call, Timer> exchanges = new EnumMap<>(Call.class);
    private final Map<Call, Map<Result, Counter>> results = new EnumMap<>(Call.class);
    private final Timer limit;

    CallMeters(String cloud, MeterRegistry registry) {
        for (Call call : Call.values()) {
            exchanges.put(
                    call,
                    Timer.builder("spot.cloud.call")
                            .description("from the request to the last byte of its answer")
                            .tags("cloud", cloud, "call", word(call))
                            .serviceLevelObjectives(BOUNDS)
                            .register(registry));
            Map<Result, Counter> ofCall = new EnumMap<>(Result.class);
            Arrays.stream(Result.values())
                    .forEach(result -> ofCall.put(
                            result,
                            Counter.builder("spot.cloud.results")
                                    .description("what came of requests")
                                    .tags("cloud", cloud, "call", word(call), "result", word(result))
                                    .register(registry)));
            results.put(call, ofCall);
        }
        limit = Timer.builder("spot.cloud.limit.wait")
                .description("waited for a permit of our own limit of calls")
                .tags("cloud", cloud)
                .register(registry);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Notes the time that a request took, whatever came of it. */
    void took(Call call, long nanos) {
        value(exchanges, call).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Notes how long a request waited for its permit, or for its refusal. */
    void waited(long nanos) {
        limit.record(nanos, TimeUnit.NANOSECONDS);
    }

    void withheld(Call call) {
        count(call, Result.WITHHELD);
    }

    void answered(Call call, CloudResult<?> answer) {
        count(
                call,
                switch (answer) {
                    case CloudResult.Ok<?> _ -> Result.OK;
                    case CloudResult.Rejected<?> _ -> Result.REJECTED;
                    case CloudResult.Indeterminate<?> _ -> Result.UNCLEAR;
                    case CloudResult.NotSent<?> _ -> Result.NOT_SENT;
                });
    }

    private void count(Call call, Result result) {
        value(value(results, call), result).increment();
    }

    private static <K, V> V value(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key));
    }
}
