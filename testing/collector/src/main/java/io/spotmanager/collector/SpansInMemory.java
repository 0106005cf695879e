package io.spotmanager.collector;

import io.spotmanager.domain.trace.Span;
import io.spotmanager.domain.trace.SpanKind;
import io.spotmanager.domain.trace.TraceAttribute;
import io.spotmanager.domain.trace.TraceContext;
import io.spotmanager.domain.trace.Tracing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The port of the domain for tests without a process of their own: keeps what was told, in the order in which spans ended. */
public final class SpansInMemory implements Tracing {
    private final List<CollectedSpan> ended = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong();

    public List<CollectedSpan> spans() {
        return List.copyOf(ended);
    }

    /** Returns the only span of that name. */
    public CollectedSpan the(String name) {
        var found = ended.stream().filter(span -> span.name().equals(name)).toList();
        if (found.size() != 1) {
            throw new AssertionError("there are %d spans %s in %s".formatted(found.size(), name, ended));
        }
        return found.getFirst();
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public Span begin(SpanKind kind, String name, @Nullable TraceContext parent) {
        var trace = parent == null ? "%032x".formatted(ids.incrementAndGet()) : parent.traceId();
        return new Kept(kind, name, trace, parent == null ? "" : idOf(parent));
    }

    @Override
    public Span at(TraceContext place) {
        return new Kept(place);
    }

    private static String idOf(TraceContext place) {
        return place.traceparent().substring(36, 52);
    }

    private final class Kept implements Span {
        private final SpanKind kind;
        private final String trace;
        private final String parent;
        private final String id;
        private final AtomicBoolean over;
        private final Map<String, String> attributes = new ConcurrentHashMap<>();
        private volatile String name;

        Kept(SpanKind kind, String name, String trace, String parent) {
            this.kind = kind;
            this.name = name;
            this.trace = trace;
            this.parent = parent;
            this.id = "%016x".formatted(ids.incrementAndGet());
            this.over = new AtomicBoolean();
        }

        /** Somebody else's: nothing becomes of it here. */
        Kept(TraceContext place) {
            this.kind = SpanKind.INTERNAL;
            this.name = "";
            this.trace = place.traceId();
            this.parent = "";
            this.id = idOf(place);
            this.over = new AtomicBoolean(true);
        }

        @Override
        public boolean isTraced() {
            return true;
        }

        @Override
        public Span child(SpanKind childKind, String childName) {
            return new Kept(childKind, childName, trace, id);
        }

        @Override
        public Span with(String attribute, String value) {
            attributes.put(attribute, value);
            return this;
        }

        @Override
        public Span with(String attribute, long value) {
            return with(attribute, String.valueOf(value));
        }

        @Override
        public Span named(String otherName) {
            this.name = otherName;
            return this;
        }

        @Override
        public Span failed(String type) {
            return with(TraceAttribute.ERROR, type);
        }

        @Override
        public Optional<TraceContext> context() {
            return TraceContext.of("00-%s-%s-01".formatted(trace, id), null);
        }

        @Override
        public void end() {
            if (over.compareAndSet(false, true)) {
                ended.add(new CollectedSpan(
                        trace,
                        id,
                        parent,
                        name,
                        kind.name(),
                        attributes.containsKey(TraceAttribute.ERROR),
                        Map.copyOf(attributes),
                        Map.of()));
            }
        }

        @Override
        public <T, X extends Throwable> T within(ScopedValue.CallableOp<T, X> work) throws X {
            return Span.asCurrent(this, work);
        }
    }
}
