package io.spotmanager.workflow.operation;

import io.spotmanager.workflow.freeze.Freeze;
import java.util.UUID;

/** The result of submitting a command. */
public sealed interface SubmissionResult {
    /**
     * The operation was created.
     *
     * @param outboxId of its first command
     * @param due true if that command can be published at once; false if the operation has to wait for {@link LateEffects}
     */
    record Accepted(long outboxId, AcceptedCommand command, boolean due) implements SubmissionResult {
        public UUID operationId() {
            return command.operationId();
        }
    }

    /** The idempotency key was used before. Nothing was created now. */
    sealed interface Duplicate extends SubmissionResult {}

    /**
     * The key was used before with the same request; this is the operation that it created.
     *
     * @param state the present state of that operation
     */
    record Replayed(UUID operationId, String state) implements Duplicate {}

    /** The key was used before with another request. Nothing was created. */
    record KeyReused(UUID operationId) implements Duplicate {}

    /** No commands are accepted now. Nothing was created. */
    record Frozen(Freeze freeze) implements SubmissionResult {}

    /** An open operation holds the subject. Nothing was created. */
    record SubjectBusy(UUID openOperationId, String kind, String state) implements SubmissionResult {}
}
