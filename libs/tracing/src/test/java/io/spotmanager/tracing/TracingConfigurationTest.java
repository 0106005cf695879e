package io.spotmanager.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spotmanager.collector.Collector;
import io.spotmanager.domain.trace.Span;
import io.spotmanager.domain.trace.SpanKind;
import io.spotmanager.domain.trace.Tracing;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A part that imports the configuration. */
class TracingConfigurationTest {
    private static AnnotationConfigApplicationContext part(Map<String, Object> settings) {
        var part = new AnnotationConfigApplicationContext();
        part.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", settings));
        part.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        part.register(TracingConfiguration.class);
        part.refresh();
        return part;
    }

    private static long senders() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().startsWith("BatchSpanProcessor"))
                .count();
    }

    @Test
    void without_a_setting_there_is_no_exporter_no_thread_no_metric_and_no_span() {
        try (var part = part(Map.of("OTEL_TRACES_SAMPLER_ARG", "1"))) {
            var tracing = part.getBean(Tracing.class);

            assertThat(tracing).isSameAs(Tracing.OFF);
            assertThat(tracing.begin(SpanKind.SERVER, "GET", null)).isSameAs(Span.NONE);
            assertThat(part.getBean(MeterRegistry.class).getMeters()).isEmpty();
            assertThat(senders()).isZero();
        }
    }

    @Test
    void with_an_endpoint_spans_are_sent_until_the_part_has_ended_and_its_thread_ends_with_it() {
        try (var collector = Collector.start()) {
            try (var part = part(Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    collector.endpoint().toString(),
                    "spring.application.name",
                    "migration-worker"))) {
                assertThat(senders()).isEqualTo(1);
                part.getBean(Tracing.class)
                        .begin(SpanKind.INTERNAL, "the last", null)
                        .end();
            }

            assertThat(collector.spans()).singleElement().satisfies(span -> {
                assertThat(span.part()).isEqualTo("migration-worker");
                assertThat(span.process()).containsEntry("service.namespace", "spot-manager");
            });
            await("its end").atMost(Duration.ofSeconds(10)).until(() -> senders() == 0);
        }
    }
}
