package io.spotmanager.gateway.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.audit.Json;
import io.spotmanager.workflow.operation.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The event {@code operation}: the present state of an operation, without its request, facts and steps. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OperationEvent(
        UUID id,
        String kind,
        String host,
        @JsonUnwrapped Asked asked,
        @JsonUnwrapped Standing standing,
        int seq,
        @JsonUnwrapped Moments moments) {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Asked(String requestedBy, @Nullable String batchId) {}

    /** @param availableAt when a worker may continue; null if it has ended or waits for a person */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Standing(
            String state,
            boolean open,
            int attempt,
            @Nullable String cause,
            @Nullable Instant availableAt,
            List<String> actions,
            @Nullable String pendingAction) {}

    /** @param enteredAt when it entered its state */
    record Moments(Instant enteredAt, Instant updatedAt) {}

    static PublishedEvent of(Operation operation, EventId looked) {
        var progress = operation.progress();
        var pending = progress.asked();
        var times = operation.times();
        var news = new OperationEvent(
                operation.id(),
                operation.command().kind(),
                operation.command().subject(),
                new Asked(operation.command().requestedBy(), operation.command().batchId()),
                new Standing(
                        progress.state(),
                        progress.open(),
                        progress.attempt(),
                        progress.cause(),
                        progress.open() ? times.availableAt() : null,
                        progress.actions(),
                        pending == null ? null : pending.signal().name()),
                operation.audit().seq(),
                new Moments(times.enteredAt(), times.updatedAt()));
        var frame = SseFrame.event(looked, "operation", Json.MAPPER.writeValueAsString(news));
        return new PublishedEvent(operation.id(), EventId.at(times.updatedAt()), frame);
    }
}
