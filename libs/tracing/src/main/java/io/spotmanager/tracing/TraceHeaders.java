package io.spotmanager.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.spotmanager.domain.trace.TraceContext;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Places in a trace, as OpenTelemetry writes and reads them in headers. */
final class TraceHeaders implements TextMapGetter<TraceContext> {
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final TraceHeaders READER = new TraceHeaders();

    private TraceHeaders() {}

    static Context read(TraceContext place) {
        return W3C.extract(Context.root(), place, READER);
    }

    /** Returns empty for a span that has no valid context. */
    static Optional<TraceContext> written(Span span) {
        var headers = new HashMap<String, String>();
        W3C.inject(Context.root().with(span), headers, (all, name, value) -> {
            if (all != null) {
                all.put(name, value);
            }
        });
        return TraceContext.of(headers.get(TraceContext.PARENT_HEADER), headers.get(TraceContext.STATE_HEADER));
    }

    @Override
    public Iterable<String> keys(TraceContext place) {
        return List.of(TraceContext.PARENT_HEADER, TraceContext.STATE_HEADER);
    }

    @Override
    public @Nullable String get(@Nullable TraceContext place, String name) {
        if (place == null) {
            return null;
        }
        return switch (name) {
            case TraceContext.PARENT_HEADER -> place.traceparent();
            case TraceContext.STATE_HEADER -> place.tracestate();
            default -> null;
        };
    }
}
