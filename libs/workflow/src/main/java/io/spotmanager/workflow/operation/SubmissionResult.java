package io.spotmanager.workflow.operation;

import java.util.UUID;

/** The answer to a command. */
public sealed interface SubmissionResult {
    /** It is on record and will end. */
    record Accepted(UUID operationId, long outboxId) implements SubmissionResult {}

    /** The same key came before; nothing was accepted now. */
    sealed interface Duplicate extends SubmissionResult {}

    /**
     * The same key came with the same request before; this is the operation it made.
     *
     * @param state the operation's present one
     */
    record Replayed(UUID operationId, String state) implements Duplicate {}

    /** The same key came with another request before; nothing was accepted. */
    record KeyReused(UUID operationId) implements Duplicate {}

    /** An open operation holds the subject; nothing was accepted. */
    record SubjectBusy(UUID openOperationId, String kind, String state) implements SubmissionResult {}
}
