package io.spotmanager.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spotmanager.collector.CollectedSpan;
import io.spotmanager.collector.Collector;
import io.spotmanager.domain.trace.Span;
import io.spotmanager.domain.trace.SpanKind;
import io.spotmanager.domain.trace.TraceContext;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What is told of spans arrives at a collector, which decodes it with OpenTelemetry's own schema. */
class OpenTelemetryTracingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final TraceContext SAMPLED = new TraceContext("00-" + TRACE + "-b7ad6b7169203331-01", "vendor=1");
    private static final TraceContext UNSAMPLED = new TraceContext("00-" + TRACE + "-b7ad6b7169203331-00", null);

    private final Collector collector = Collector.start();

    @AfterEach
    void close() {
        collector.close();
    }

    private OpenTelemetryTracing tracing(double ratio) {
        var settings = new TracingSettings(
                collector.endpoint().resolve("/v1/traces"),
                Map.of("authorization", "Bearer of-the-collector"),
                ratio,
                Map.of("deployment.environment.name", "test"));
        return new OpenTelemetryTracing(settings, Map.of("service.name", "a-part"), new SimpleMeterRegistry());
    }

    private CollectedSpan arrived(String name) {
        await(name)
                .atMost(PATIENCE)
                .until(() ->
                        collector.spans().stream().anyMatch(span -> span.name().equals(name)));
        return collector.spans().stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_span_arrives_below_its_parent_with_what_was_told_of_it() {
        try (var tracing = tracing(0)) {
            var request = tracing.begin(SpanKind.SERVER, "to be named", SAMPLED).named("GET /api/x");
            request.run(() -> {
                Span.current()
                        .child(SpanKind.CLIENT, "GET")
                        .with("http.response.status_code", 503)
                        .failed("503")
                        .end();
                return request.with("http.route", "/api/x");
            });
        }

        var request = arrived("GET /api/x");
        var call = arrived("GET");
        assertThat(request.trace()).isEqualTo(TRACE);
        assertThat(request.parent()).isEqualTo("b7ad6b7169203331");
        assertThat(request.kind()).isEqualTo("SERVER");
        assertThat(request.failed()).isFalse();
        assertThat(request.attributes()).isEqualTo(Map.of("http.route", "/api/x"));
        assertThat(request.process())
                .containsEntry("service.name", "a-part")
                .containsEntry("deployment.environment.name", "test");
        assertThat(call.isBelow(request)).isTrue();
        assertThat(call.kind()).isEqualTo("CLIENT");
        assertThat(call.failed()).isTrue();
        assertThat(call.attributes()).isEqualTo(Map.of("http.response.status_code", "503", "error.type", "503"));
        assertThat(collector.header("authorization")).isEqualTo("Bearer of-the-collector");
    }

    @Test
    void what_a_span_says_of_its_place_leads_to_it_from_another_process() {
        try (var one = tracing(1);
                var another = tracing(1)) {
            var sent = one.begin(SpanKind.PRODUCER, "publish", SAMPLED);
            var place = sent.context().orElseThrow();
            assertThat(place.tracestate()).isEqualTo("vendor=1");
            another.begin(SpanKind.CONSUMER, "process", place).end();
            another.at(place).within(() -> {
                Span.current().child(SpanKind.INTERNAL, "step").end();
                return place;
            });
            sent.end();
        }

        assertThat(arrived("process").isBelow(arrived("publish"))).isTrue();
        assertThat(arrived("step").isBelow(arrived("publish"))).isTrue();
        assertThat(collector.spans()).hasSize(3);
    }

    @Test
    void the_first_of_a_trace_decides_whether_it_is_recorded() {
        try (var never = tracing(0);
                var always = tracing(1)) {
            always.begin(SpanKind.INTERNAL, "not recorded by whoever began it", UNSAMPLED)
                    .end();
            var begun = never.begin(SpanKind.SERVER, "begun here", null);
            assertThat(begun.context().orElseThrow().traceparent()).endsWith("-00");
            begun.child(SpanKind.INTERNAL, "below").end();
            begun.end();
            never.begin(SpanKind.INTERNAL, "recorded by whoever began it", SAMPLED)
                    .end();
        }

        arrived("recorded by whoever began it");
        assertThat(collector.spans()).hasSize(1);
    }

    @Test
    void lines_of_the_log_name_the_trace_and_the_innermost_span() {
        try (var tracing = tracing(1)) {
            var outer = tracing.begin(SpanKind.SERVER, "outer", SAMPLED);
            outer.run(() -> {
                var before = MDC.get("span.id");
                var inner = Span.current().child(SpanKind.INTERNAL, "inner");
                inner.run(() -> {
                    assertThat(MDC.get("trace.id")).isEqualTo(TRACE);
                    assertThat(inner.context().orElseThrow().traceparent()).contains(MDC.get("span.id"));
                    return inner;
                });
                assertThat(MDC.get("span.id")).isEqualTo(before).isNotEqualTo("b7ad6b7169203331");
                return outer;
            });
            assertThat(MDC.get("trace.id")).isNull();
            assertThat(MDC.get("span.id")).isNull();
            assertThat(Span.current()).isSameAs(Span.NONE);
        }
    }

    @Test
    void work_that_fails_fails_its_span_and_the_exception_passes_on() {
        try (var tracing = tracing(1)) {
            assertThatThrownBy(() -> tracing.begin(SpanKind.INTERNAL, "failing", null)
                            .run(() -> {
                                throw new IllegalStateException("with a secret");
                            }))
                    .hasMessage("with a secret");
        }

        assertThat(arrived("failing").failed()).isTrue();
        assertThat(arrived("failing").attributes()).isEqualTo(Map.of("error.type", "IllegalStateException"));
    }
}
