package io.spotmanager.domain.trace;

import java.util.Optional;

/**
 * A piece of work in a trace, from its beginning to {@link #end}. Attributes hold neither secrets nor what users write: whoever reads
 * traces need not be allowed to read those.
 */
public interface Span {
    /** Of work that is not traced. */
    Span NONE = new NoSpan();

    /** Returns the span that the calling thread works in, {@link #NONE} outside of {@link #within}. */
    static Span current() {
        return NoSpan.CURRENT.orElse(NONE);
    }

    /** False if nothing comes of what is told here, so that a caller can save the work. */
    boolean isTraced();

    /** Begins a span below this one. */
    Span child(SpanKind kind, String name);

    /** @param name one of {@link TraceAttribute} */
    Span with(String name, String value);

    /** @param name one of {@link TraceAttribute} */
    Span with(String name, long value);

    /** Replaces the name, for work whose name shows later. */
    Span named(String name);

    /** @param type one of few words, without details */
    Span failed(String type);

    /** Returns the place of this span, for a message or a row; empty if it is not traced. */
    Optional<TraceContext> context();

    /** Nothing changes it afterwards; a second end does nothing. */
    void end();

    /** Works in this span: it is the current one of this thread, also in its log lines. Does not end it. */
    <T, X extends Throwable> T within(ScopedValue.CallableOp<T, X> work) throws X;

    /** Works in this span and ends it. An exception fails it. */
    default <T, X extends Throwable> T run(ScopedValue.CallableOp<T, X> work) throws X {
        try {
            return within(work);
        } catch (Throwable e) {
            failed(e.getClass().getSimpleName());
            throw e;
        } finally {
            end();
        }
    }

    /** Makes a span the current one while the work runs; for those who implement {@link #within}. */
    static <T, X extends Throwable> T asCurrent(Span span, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(NoSpan.CURRENT, span).call(work);
    }
}
