package io.spotmanager.workflow.operation;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command that is to be accepted.
 *
 * @param actions what an operator may ask for before the first step has run
 * @param idempotency null when the requester sent no key
 */
public record NewOperation(
        UUID id,
        Command command,
        List<String> actions,
        @Nullable Idempotency idempotency) {
    /**
     * @param key the requester's own; unique per requester
     * @param requestHash tells whether a repeated key came with the same request
     */
    public record Idempotency(String key, String requestHash) {}
}
