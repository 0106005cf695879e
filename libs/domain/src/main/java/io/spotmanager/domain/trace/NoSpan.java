package io.spotmanager.domain.trace;

import java.util.Optional;

/** Costs nothing but the call. */
final class NoSpan implements Span {
    static final ScopedValue<Span> CURRENT = ScopedValue.newInstance();

    @Override
    public boolean isTraced() {
        return false;
    }

    @Override
    public Span child(SpanKind kind, String name) {
        return this;
    }

    @Override
    public Span with(String name, String value) {
        return this;
    }

    @Override
    public Span with(String name, long value) {
        return this;
    }

    @Override
    public Span named(String name) {
        return this;
    }

    @Override
    public Span failed(String type) {
        return this;
    }

    @Override
    public Optional<TraceContext> context() {
        return Optional.empty();
    }

    @Override
    public void end() {}

    @Override
    public <T, X extends Throwable> T within(ScopedValue.CallableOp<T, X> work) throws X {
        return work.call();
    }

    @Override
    public <T, X extends Throwable> T run(ScopedValue.CallableOp<T, X> work) throws X {
        return work.call();
    }
}
