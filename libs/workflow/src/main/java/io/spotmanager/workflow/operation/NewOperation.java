package io.spotmanager.workflow.operation;

import io.spotmanager.domain.trace.TraceContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command that is being submitted.
 *
 * @param start as its workflow says
 * @param idempotency null if the requester sent no key
 * @param trace null if the request belongs to none
 * @param origin null if it was no request
 */
public record NewOperation(
        UUID id,
        Command command,
        WorkflowStart start,
        @Nullable Idempotency idempotency,
        @Nullable TraceContext trace,
        @Nullable CommandOrigin origin) {
    /** One that no request of somebody else has brought. */
    public NewOperation(
            UUID id,
            Command command,
            WorkflowStart start,
            @Nullable Idempotency idempotency,
            @Nullable TraceContext trace) {
        this(id, command, start, idempotency, trace, null);
    }

    /** One that belongs to no trace. */
    public NewOperation(UUID id, Command command, WorkflowStart start, @Nullable Idempotency idempotency) {
        this(id, command, start, idempotency, null);
    }

    /** One of a workflow that nobody has described, with other first actions than those usually have. */
    public NewOperation(UUID id, Command command, List<String> actions, @Nullable Idempotency idempotency) {
        this(id, command, new WorkflowStart(WorkflowStart.UNDESCRIBED.state(), actions, null), idempotency, null);
    }

    AcceptedCommand acceptedAt(Instant time) {
        return new AcceptedCommand(id, command, start.workflowVersion(), time, trace);
    }

    /**
     * @param key chosen by the requester; unique per requester
     * @param requestHash tells whether a repeated key came with the same request
     */
    public record Idempotency(String key, String requestHash) {}
}
