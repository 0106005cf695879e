package io.spotmanager.tracing;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.spotmanager.domain.trace.Span;
import io.spotmanager.domain.trace.SpanKind;
import io.spotmanager.domain.trace.TraceContext;
import io.spotmanager.domain.trace.Tracing;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends spans to an OTLP/HTTP endpoint from a thread of its own. */
final class OpenTelemetryTracing implements Tracing, AutoCloseable {
    /** Of a few hundred bytes each. */
    private static final int ROOM = 4_096;

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** Less than a part has for its end. */
    private static final int LAST_SECONDS = 2;

    /** The exporter logs each request that fails; {@link SpanQueue} says it once. Kept, because a logger that nobody holds forgets its level. */
    private static final Logger TOLD_ELSEWHERE = Logger.getLogger("io.opentelemetry.exporter");

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /** @param process what is told of this process, by OpenTelemetry's names; the settings take precedence */
    OpenTelemetryTracing(TracingSettings settings, Map<String, String> process, MeterRegistry meters) {
        this(settings, process, meters, ROOM);
    }

    OpenTelemetryTracing(TracingSettings settings, Map<String, String> process, MeterRegistry meters, int room) {
        TOLD_ELSEWHERE.setLevel(Level.OFF);
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.traces().toString())
                .setHeaders(settings::headers)
                .setConnectTimeout(CONNECT)
                .setTimeout(ANSWER)
                .build();
        this.provider = SdkTracerProvider.builder()
                .setResource(resource(process).merge(resource(settings.resource())))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.ratio())))
                .addSpanProcessor(new SpanQueue(exporter, room, EVERY, meters))
                .build();
        this.tracer = provider.get("io.spotmanager");
    }

    private static Resource resource(Map<String, String> attributes) {
        var all = Attributes.builder();
        attributes.forEach(all::put);
        return Resource.create(all.build());
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public Span begin(SpanKind kind, String name, @Nullable TraceContext parent) {
        return RecordedSpan.begun(tracer, kind, name, parent == null ? Context.root() : TraceHeaders.read(parent));
    }

    @Override
    public Span at(TraceContext place) {
        return new RecordedSpan(tracer, io.opentelemetry.api.trace.Span.fromContext(TraceHeaders.read(place)));
    }

    /** Sends what waits; blocks for two seconds at most. */
    @Override
    public void close() {
        provider.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS);
    }
}
