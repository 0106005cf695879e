package io.spotmanager.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spotmanager.collector.Collector;
import io.spotmanager.domain.trace.SpanKind;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever the endpoint does, nobody who tells of a span waits for it, and the memory is bounded. */
class SpanQueueTest {
    private static final int ROOM = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(SpanQueue.class);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
    }

    private OpenTelemetryTracing tracing(URI endpoint) {
        var settings = new TracingSettings(endpoint.resolve("/v1/traces"), Map.of(), 1, Map.of());
        return new OpenTelemetryTracing(settings, Map.of(), meters, ROOM);
    }

    private static void tell(OpenTelemetryTracing tracing, int spans) {
        for (var number = 0; number < spans; number++) {
            tracing.begin(SpanKind.INTERNAL, "work", null).end();
        }
    }

    private double dropped(String reason) {
        return meters.counter("spot.traces.dropped", "reason", reason).count();
    }

    private double sent() {
        return meters.counter("spot.traces.sent").count();
    }

    private long warnings() {
        return lines.list.stream()
                .filter(line -> line.getFormattedMessage().startsWith("Traces are incomplete"))
                .count();
    }

    @Test
    void an_endpoint_that_does_not_answer_holds_nobody_up_and_what_finds_no_room_is_counted() {
        try (var collector = Collector.start();
                var tracing = tracing(collector.endpoint())) {
            collector.fallSilent();
            tell(tracing, ROOM);
            await("the endpoint has spans and says nothing").atMost(PATIENCE).until(() -> collector.requests() == 1);

            tell(tracing, 5 * ROOM);

            assertThat(dropped("no_room")).as("told while nothing was answered").isEqualTo(5 * ROOM);
            assertThat(sent()).isZero();
            assertThat(warnings()).isEqualTo(1);
        }
    }

    @Test
    void an_endpoint_that_is_away_is_told_of_once_and_spans_are_sent_again_when_it_is_back() {
        var collector = Collector.start();
        var endpoint = collector.endpoint();
        try (var tracing = tracing(endpoint)) {
            collector.close();
            tell(tracing, 3 * ROOM);
            await("the first spans are given up").atMost(PATIENCE).until(() -> dropped("not_taken") == ROOM);
            assertThat(dropped("no_room")).isEqualTo(2 * ROOM);
            assertThat(warnings()).isEqualTo(1);

            try (var again = Collector.startAt(endpoint)) {
                tell(tracing, ROOM);
                await("spans arrive again").atMost(PATIENCE).until(() -> sent() == ROOM);
                assertThat(again.spans()).hasSize(ROOM);
            }
            assertThat(lines.list)
                    .last()
                    .satisfies(line -> assertThat(line.getFormattedMessage()).endsWith("takes spans again"));
        }
    }

    @Test
    void all_that_finds_room_arrives_and_nothing_is_told() {
        try (var collector = Collector.start()) {
            try (var tracing = tracing(collector.endpoint())) {
                for (var round = 1; round <= 5; round++) {
                    tell(tracing, ROOM);
                    var expected = round * ROOM;
                    await("they are sent").atMost(PATIENCE).until(() -> sent() == expected);
                }
            }
            assertThat(collector.spans()).hasSize(5 * ROOM);
            assertThat(lines.list).isEmpty();
        }
    }
}
