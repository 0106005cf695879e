package io.spotmanager.domain.trace;

import org.jspecify.annotations.Nullable;

/** Begins the spans of a part. Nothing here blocks or throws, whatever becomes of the spans. */
public interface Tracing {
    /** Records nothing. */
    Tracing OFF = new Tracing() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public Span begin(SpanKind kind, String name, @Nullable TraceContext parent) {
            return Span.NONE;
        }

        @Override
        public Span at(TraceContext place) {
            return Span.NONE;
        }
    };

    boolean isOn();

    /**
     * Begins a span.
     *
     * @param name one of few: ids belong into attributes
     * @param parent null to begin a trace
     */
    Span begin(SpanKind kind, String name, @Nullable TraceContext parent);

    /** Returns a place in a trace that somebody else records. It is no span; spans can be begun below it. */
    Span at(TraceContext place);
}
