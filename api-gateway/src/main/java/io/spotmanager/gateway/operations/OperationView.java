package io.spotmanager.gateway.operations;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.workflow.operation.ActionEffect;
import io.spotmanager.workflow.operation.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An operation as the API shows it.
 *
 * @param actionEffects what each action will do, as the worker says; actions that do the same are described once. Empty
 *     where an earlier release wrote the state, which does not say
 * @param seq of the latest entry of its history
 */
record OperationView(
        UUID id,
        @JsonUnwrapped Asked asked,
        @JsonUnwrapped Standing standing,
        @JsonUnwrapped Moments moments,
        List<ActionEffect> actionEffects,
        int seq,
        @Nullable List<HistoryView> steps) {
    /** @param request the command's own fields */
    record Asked(
            String kind,
            String host,
            JsonNode request,
            String requestedBy,
            @Nullable String reason,
            @Nullable String batchId) {}

    /**
     * @param cause why it is not further or ended as it did; null while all goes well
     * @param actions what an operator may ask for now
     * @param pendingAction what an operator asked for and no worker has taken up yet
     */
    record Standing(
            String state,
            boolean open,
            int attempt,
            @Nullable String cause,
            JsonNode facts,
            List<String> actions,
            @Nullable String pendingAction) {}

    /**
     * @param enteredAt since when it is in its state
     * @param availableAt when a worker goes on; null when it is over or waits for a person
     */
    record Moments(
            Instant createdAt,
            Instant updatedAt,
            Instant enteredAt,
            @Nullable Instant availableAt,
            @Nullable Instant endedAt) {}

    static OperationView of(Operation operation, @Nullable List<HistoryView> steps) {
        var command = operation.command();
        var progress = operation.progress();
        var times = operation.times();
        var pending = progress.asked();
        return new OperationView(
                operation.id(),
                new Asked(
                        command.kind(),
                        command.subject(),
                        command.request(),
                        command.requestedBy(),
                        command.reason(),
                        command.batchId()),
                new Standing(
                        progress.state(),
                        progress.open(),
                        progress.attempt(),
                        progress.cause(),
                        progress.facts(),
                        progress.actions(),
                        pending == null ? null : pending.signal().name()),
                new Moments(
                        times.createdAt(),
                        times.updatedAt(),
                        times.enteredAt(),
                        progress.open() ? times.availableAt() : null,
                        times.endedAt()),
                FirstActions.described(operation),
                operation.audit().seq(),
                steps);
    }
}
