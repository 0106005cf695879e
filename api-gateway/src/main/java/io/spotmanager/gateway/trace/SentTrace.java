package io.spotmanager.gateway.trace;

import io.spotmanager.domain.trace.TraceContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the headers of a request say of its place in a trace. */
public final class SentTrace {
    private SentTrace() {}

    /** Returns empty if they say nothing, nothing valid, or two things at once. */
    public static Optional<TraceContext> of(HttpServletRequest request) {
        var parents = headers(request, TraceContext.PARENT_HEADER);
        var states = headers(request, TraceContext.STATE_HEADER);
        return TraceContext.of(parents.size() == 1 ? parents.getFirst() : null, joined(states));
    }

    /** A list that is split over several headers means the same in one. */
    private static @Nullable String joined(List<String> values) {
        return values.isEmpty() ? null : String.join(",", values);
    }

    private static List<String> headers(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}
