package io.spotmanager.gateway.operations;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.ActionEffect;
import io.spotmanager.workflow.operation.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An operation as the API shows it.
 *
 * @param seq the number of its latest history entry
 */
record OperationView(
        UUID id,
        @JsonUnwrapped Request command,
        @JsonUnwrapped Status status,
        @JsonUnwrapped Choices choices,
        @JsonUnwrapped Timestamps timestamps,
        int seq,
        @Nullable List<HistoryView> steps) {
    /** @param request the fields of the command */
    record Request(
            String kind,
            String host,
            JsonNode request,
            String requestedBy,
            @Nullable String reason,
            @Nullable String batchId) {}

    /**
     * @param cause why it does not continue, or why it ended as it did; null while there is no problem
     * @param waitingFor what it needs to continue, in one sentence; null while a live worker knows its state
     */
    record Status(
            String state,
            boolean open,
            int attempt,
            @Nullable String cause,
            JsonNode facts,
            @Nullable String waitingFor) {}

    /**
     * @param actions the actions that an operator can request now
     * @param actionEffects the effect of each action, from the worker; equal actions are described once. Empty if an earlier
     *     release wrote the state
     * @param pendingAction the action that an operator requested and no worker has executed yet
     */
    record Choices(
            List<String> actions,
            List<ActionEffect> actionEffects,
            @Nullable String pendingAction) {}

    /**
     * @param enteredAt when it entered its state
     * @param availableAt when a worker continues it; null if it has ended or waits for an operator
     */
    record Timestamps(
            Instant createdAt,
            Instant updatedAt,
            Instant enteredAt,
            @Nullable Instant availableAt,
            @Nullable Instant endedAt) {}

    /** @param unserved true if no live worker knows its state */
    static OperationView of(Operation operation, boolean unserved, @Nullable List<HistoryView> steps) {
        var command = operation.command();
        var progress = operation.progress();
        var times = operation.times();
        var pending = progress.asked();
        return new OperationView(
                operation.id(),
                new Request(
                        command.kind(),
                        command.subject(),
                        command.request(),
                        command.requestedBy(),
                        command.reason(),
                        command.batchId()),
                new Status(
                        progress.state(),
                        progress.open(),
                        progress.attempt(),
                        progress.cause(),
                        progress.facts(),
                        unserved ? waitingFor(operation) : null),
                new Choices(
                        actions(operation, unserved),
                        FirstActions.described(operation),
                        pending == null ? null : pending.signal().name()),
                new Timestamps(
                        times.createdAt(),
                        times.updatedAt(),
                        times.enteredAt(),
                        progress.open() ? times.availableAt() : null,
                        times.endedAt()),
                operation.audit().seq(),
                steps);
    }

    private static String waitingFor(Operation operation) {
        return "A live worker of kind %s that knows the state %s."
                .formatted(operation.command().kind(), operation.state());
    }

    /** An operation in a state that no live worker knows can always be cancelled. */
    private static List<String> actions(Operation operation, boolean unserved) {
        var offered = operation.progress().actions();
        var cancel = Signal.CANCEL.name();
        return !unserved || operation.progress().asked() != null || offered.contains(cancel)
                ? offered
                : Stream.concat(offered.stream(), Stream.of(cancel)).toList();
    }
}
