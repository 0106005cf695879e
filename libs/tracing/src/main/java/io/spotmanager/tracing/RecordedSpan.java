package io.spotmanager.tracing;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.spotmanager.domain.trace.Span;
import io.spotmanager.domain.trace.SpanKind;
import io.spotmanager.domain.trace.TraceAttribute;
import io.spotmanager.domain.trace.TraceContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** A span of OpenTelemetry. While somebody works in it, log lines have its ids under the names of the Elastic Common Schema. */
final class RecordedSpan implements Span {
    private static final String TRACE_IN_LOG = "trace.id";
    private static final String SPAN_IN_LOG = "span.id";

    private final Tracer tracer;
    private final io.opentelemetry.api.trace.Span span;

    RecordedSpan(Tracer tracer, io.opentelemetry.api.trace.Span span) {
        this.tracer = tracer;
        this.span = span;
    }

    static RecordedSpan begun(Tracer tracer, SpanKind kind, String name, Context parent) {
        return new RecordedSpan(
                tracer,
                tracer.spanBuilder(name)
                        .setSpanKind(io.opentelemetry.api.trace.SpanKind.valueOf(kind.name()))
                        .setParent(parent)
                        .startSpan());
    }

    @Override
    public boolean isTraced() {
        return true;
    }

    @Override
    public Span child(SpanKind kind, String name) {
        return begun(tracer, kind, name, Context.root().with(span));
    }

    @Override
    public Span with(String name, String value) {
        span.setAttribute(name, value);
        return this;
    }

    @Override
    public Span with(String name, long value) {
        span.setAttribute(name, value);
        return this;
    }

    @Override
    public Span named(String name) {
        span.updateName(name);
        return this;
    }

    @Override
    public Span failed(String type) {
        span.setStatus(StatusCode.ERROR);
        return with(TraceAttribute.ERROR, type);
    }

    @Override
    public Optional<TraceContext> context() {
        return TraceHeaders.written(span);
    }

    @Override
    public void end() {
        span.end();
    }

    @Override
    public <T, X extends Throwable> T within(ScopedValue.CallableOp<T, X> work) throws X {
        var trace = MDC.get(TRACE_IN_LOG);
        var before = MDC.get(SPAN_IN_LOG);
        MDC.put(TRACE_IN_LOG, span.getSpanContext().getTraceId());
        MDC.put(SPAN_IN_LOG, span.getSpanContext().getSpanId());
        try {
            return Span.asCurrent(this, work);
        } finally {
            restore(TRACE_IN_LOG, trace);
            restore(SPAN_IN_LOG, before);
        }
    }

    private static void restore(String name, @Nullable String value) {
        if (value == null) {
            MDC.remove(name);
        } else {
            MDC.put(name, value);
        }
    }
}
