package io.spotmanager.gateway.operations;

import io.spotmanager.domain.trace.Span;
import io.spotmanager.domain.trace.SpanKind;
import io.spotmanager.domain.trace.TraceAttribute;
import io.spotmanager.domain.trace.TraceContext;
import io.spotmanager.domain.trace.Tracing;
import io.spotmanager.gateway.trace.SentTrace;
import io.spotmanager.workflow.operation.Command;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;

/** The place of the current HTTP request, and of the commands that it submits, in a distributed trace. */
@Component
class RequestTrace {
    private final HttpServletRequest current;
    private final Tracing tracing;

    /** @param current stands for the request of the calling thread */
    RequestTrace(HttpServletRequest current, Tracing tracing) {
        this.current = current;
        this.tracing = tracing;
    }

    /** Returns the span in which a command is submitted: below that of the request, or the first of a trace if there is no request. */
    Span submitting(UUID id, Command command) {
        if (!tracing.isOn()) {
            return Span.NONE;
        }
        var name = "submit " + command.kind();
        var request = Span.current();
        var span = request.isTraced()
                ? request.child(SpanKind.INTERNAL, name)
                : tracing.begin(SpanKind.INTERNAL, name, null);
        return span.with(TraceAttribute.OPERATION, id.toString())
                .with(TraceAttribute.HOST, command.subject())
                .with(TraceAttribute.WORKFLOW, command.kind());
    }

    /**
     * Returns the place of the current span. Without one it is what the headers of the current request say, or a new trace if they say
     * nothing valid or there is no request.
     */
    TraceContext here() {
        return Span.current().context().orElseGet(this::ofRequest);
    }

    private TraceContext ofRequest() {
        if (RequestContextHolder.getRequestAttributes() == null) {
            return TraceContext.fresh(RandomGenerator.getDefault());
        }
        return SentTrace.of(current).orElseGet(() -> TraceContext.fresh(RandomGenerator.getDefault()));
    }
}
