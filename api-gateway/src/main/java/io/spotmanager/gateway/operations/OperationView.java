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
     * @param waitingFor what it needs to continue, in one sentence; null while a live worker may take it when it is due
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
     * @param limited why you may not decide for it; null if your limits allow it, or you have none, and in lists
     */
    record Choices(
            List<String> actions,
            List<ActionEffect> actionEffects,
            @Nullable String pendingAction,
            @Nullable String limited) {
        Choices limited(@Nullable String why) {
            return new Choices(actions, actionEffects, pendingAction, why);
        }
    }

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

    static OperationView of(Operation operation, Waiting.Found waiting, @Nullable List<HistoryView> steps) {
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
                        waiting.waitsFor(operation)),
                new Choices(
                        actions(operation, waiting.isUnserved(operation)),
                        actionEffects(operation, waiting.isStopped(operation)),
                        pending == null ? null : pending.signal().name(),
                        null),
                new Timestamps(
                        times.createdAt(),
                        times.updatedAt(),
                        times.enteredAt(),
                        progress.open() ? times.availableAt() : null,
                        times.endedAt()),
                operation.audit().seq(),
                steps);
    }

    /** The same for somebody whose limits do not allow it. */
    OperationView limited(@Nullable String why) {
        return new OperationView(id, command, status, choices.limited(why), timestamps, seq, steps);
    }

    private static List<ActionEffect> actionEffects(Operation operation, boolean stopped) {
        var described = FirstActions.described(operation);
        return stopped ? described.stream().map(ActionEffect::notRecommended).toList() : described;
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
