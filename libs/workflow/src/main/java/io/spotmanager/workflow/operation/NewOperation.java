package io.spotmanager.workflow.operation;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command that is being submitted.
 *
 * @param start as its workflow says
 * @param idempotency null if the requester sent no key
 */
public record NewOperation(
        UUID id,
        Command command,
        WorkflowStart start,
        @Nullable Idempotency idempotency) {
    /** One of a workflow that nobody has described, with other first actions than those usually have. */
    public NewOperation(UUID id, Command command, List<String> actions, @Nullable Idempotency idempotency) {
        this(id, command, new WorkflowStart(WorkflowStart.UNDESCRIBED.state(), actions, null), idempotency);
    }

    /**
     * @param key chosen by the requester; unique per requester
     * @param requestHash tells whether a repeated key came with the same request
     */
    public record Idempotency(String key, String requestHash) {}
}
