package io.spotmanager.domain.trace;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place of a request, or of a span, in a distributed trace, as the W3C recommendation <i>Trace Context</i> writes it in headers.
 * Without a {@link Tracing} it is passed on as it came, which the recommendation allows to those who record no spans of their own.
 *
 * @param traceparent version 00: 55 characters
 * @param tracestate what vendors add, at most 512 characters; null if there is nothing
 */
public record TraceContext(String traceparent, @Nullable String tracestate) {
    /** The name of the header in HTTP and AMQP. */
    public static final String PARENT_HEADER = "traceparent";

    /** The name of the other header. */
    public static final String STATE_HEADER = "tracestate";

    private static final int LENGTH = 55;
    private static final int TRACE_BEGINS = 3;
    private static final int TRACE_ENDS = 35;
    private static final int LONGEST_STATE = 512;
    private static final int SAMPLED = 1;

    /** Later versions may append fields; what stands before them means the same. */
    private static final Pattern PARENT = Pattern.compile(
            "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-[!-~]*)?");

    private static final Pattern STATE = Pattern.compile("[ -~]{1," + LONGEST_STATE + "}");

    /**
     * Reads the two headers of a request.
     *
     * @param traceparent null if it was not sent
     * @param tracestate null if it was not sent; left out if it is no header value that could be passed on
     * @return empty if {@code traceparent} is missing or invalid; {@code tracestate} means nothing then
     */
    public static Optional<TraceContext> of(@Nullable String traceparent, @Nullable String tracestate) {
        if (traceparent == null) {
            return Optional.empty();
        }
        var parts = PARENT.matcher(traceparent);
        if (!parts.matches() || traceparent.startsWith("00") && traceparent.length() != LENGTH) {
            return Optional.empty();
        }
        var flags = Integer.parseInt(parts.group(3), 16) & SAMPLED;
        var state = tracestate != null && STATE.matcher(tracestate).matches() ? tracestate : null;
        return Optional.of(new TraceContext("00-%s-%s-%02x".formatted(parts.group(1), parts.group(2), flags), state));
    }

    /** @param header takes the name and value of each header that says this */
    public void writeTo(BiConsumer<String, String> header) {
        header.accept(PARENT_HEADER, traceparent);
        if (tracestate != null) {
            header.accept(STATE_HEADER, tracestate);
        }
    }

    /** Returns true if both belong to the same trace. */
    public boolean isInTraceOf(TraceContext other) {
        return traceId().equals(other.traceId());
    }

    /** Returns the 32 hexadecimal digits that name the trace. */
    public String traceId() {
        return traceparent.substring(TRACE_BEGINS, TRACE_ENDS);
    }

    /**
     * Reads the headers of a message.
     *
     * @param headers returns null for one that is not there
     * @return empty if they say nothing valid
     */
    public static Optional<TraceContext> readFrom(Function<String, @Nullable Object> headers) {
        return headers.apply(PARENT_HEADER) instanceof String parent
                ? of(parent, headers.apply(STATE_HEADER) instanceof String state ? state : null)
                : Optional.empty();
    }

    /** Returns a new trace that nobody has sampled. */
    public static TraceContext fresh(RandomGenerator random) {
        return new TraceContext(
                "00-%016x%016x-%016x-00".formatted(nonZero(random), random.nextLong(), nonZero(random)), null);
    }

    private static long nonZero(RandomGenerator random) {
        return random.longs().filter(number -> number != 0).findFirst().orElseThrow();
    }
}
