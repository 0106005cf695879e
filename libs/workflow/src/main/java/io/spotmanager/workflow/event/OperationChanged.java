package io.spotmanager.workflow.event;

import io.spotmanager.workflow.operation.Operation;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * What others are told of a change: small, free of secrets, enough to know what to read again.
 *
 * @param seq of the history entry that tells the change; a gap tells that an event was missed
 */
public record OperationChanged(
        UUID operationId, String kind, String subject, String state, boolean open, int seq, Instant at) {
    public OperationChanged {
        Objects.requireNonNull(operationId);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(state);
        Objects.requireNonNull(at);
    }

    public static OperationChanged of(Operation now) {
        return new OperationChanged(
                now.id(),
                now.command().kind(),
                now.command().subject(),
                now.state(),
                now.open(),
                now.audit().seq(),
                now.times().updatedAt());
    }
}
