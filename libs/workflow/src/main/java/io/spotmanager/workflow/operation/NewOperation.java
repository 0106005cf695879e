package io.spotmanager.workflow.operation;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command that is being submitted.
 *
 * @param actions the actions that an operator may request before the first step has run
 * @param idempotency null if the requester sent no key
 */
public record NewOperation(
        UUID id,
        Command command,
        List<String> actions,
        @Nullable Idempotency idempotency) {
    /**
     * @param key chosen by the requester; unique per requester
     * @param requestHash tells whether a repeated key came with the same request
     */
    public record Idempotency(String key, String requestHash) {}
}
