package io.spotmanager.workflow.event;

import io.spotmanager.workflow.operation.Operation;
import java.time.Instant;
import java.util.UUID;

/**
 * The message on {@code spot.events}: small, free of secrets, enough to know what to read again.
 *
 * @param seq of the history entry that tells the change; a gap tells that an event was missed
 */
public record OperationChanged(
        UUID operationId, String kind, String subject, String state, boolean open, int seq, Instant at) {
    static OperationChanged of(Operation now) {
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
