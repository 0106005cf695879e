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
 * @param seq of the latest entry of its history
 */
record OperationView(
        UUID id,
        @JsonUnwrapped Asked asked,
        @JsonUnwrapped Standing standing,
        @JsonUnwrapped Choices choices,
        @JsonUnwrapped Moments moments,
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
     * @param waitingFor what it cannot go on without, in one sentence; null while a live worker knows its state
     */
    record Standing(
            String state,
            boolean open,
            int attempt,
            @Nullable String cause,
            JsonNode facts,
            @Nullable String waitingFor) {}

    /**
     * @param actions what an operator may ask for now
     * @param actionEffects what each of those will do, as the worker says; actions that do the same are described once. Empty
     *     where an earlier release wrote the state, which does not say
     * @param pendingAction what an operator asked for and no worker has taken up yet
     */
    record Choices(
            List<String> actions,
            List<ActionEffect> actionEffects,
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

    /** @param unserved whether no live worker knows its state */
    static OperationView of(Operation operation, boolean unserved, @Nullable List<HistoryView> steps) {
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
                        unserved ? waitingFor(operation) : null),
                new Choices(
                        actions(operation, unserved),
                        FirstActions.described(operation),
                        pending == null ? null : pending.signal().name()),
                new Moments(
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

    /** What is in a state that no live worker knows can be cancelled, whatever its state offers. */
    private static List<String> actions(Operation operation, boolean unserved) {
        var offered = operation.progress().actions();
        var cancel = Signal.CANCEL.name();
        return !unserved || operation.progress().asked() != null || offered.contains(cancel)
                ? offered
                : Stream.concat(offered.stream(), Stream.of(cancel)).toList();
    }
}
