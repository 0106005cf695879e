package io.spotmanager.gateway.operations;

import io.spotmanager.workflow.operation.TraceContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;

/** The place of the current HTTP request in a distributed trace. */
@Component
class RequestTrace {
    private final HttpServletRequest current;

    /** @param current stands for the request of the calling thread */
    RequestTrace(HttpServletRequest current) {
        this.current = current;
    }

    /** Returns what the headers of the current request say, or a new trace if they say nothing valid or there is no request. */
    TraceContext ofRequest() {
        if (RequestContextHolder.getRequestAttributes() == null) {
            return TraceContext.fresh(RandomGenerator.getDefault());
        }
        var parents = headers(TraceContext.PARENT_HEADER);
        var states = headers(TraceContext.STATE_HEADER);
        return TraceContext.of(parents.size() == 1 ? parents.getFirst() : null, joined(states))
                .orElseGet(() -> TraceContext.fresh(RandomGenerator.getDefault()));
    }

    /** A list that is split over several headers means the same in one. */
    private static @Nullable String joined(List<String> values) {
        return values.isEmpty() ? null : String.join(",", values);
    }

    private List<String> headers(String name) {
        return Collections.list(current.getHeaders(name));
    }
}
