package io.spotmanager.workflow.operation;

import java.util.UUID;

/** An operation was claimed, but its row holds something that this release cannot decode. The lease stands. */
public final class UnreadableOperationException extends RuntimeException {
    private final transient Hold hold;
    private final int failures;

    UnreadableOperationException(UUID operation, Hold hold, int failures, Throwable cause) {
        super("the row of operation %s cannot be read: %s".formatted(operation, cause.getMessage()), cause);
        this.hold = hold;
        this.failures = failures;
    }

    /** The claim under which it was read. */
    public Hold hold() {
        return hold;
    }

    /** Claims in a row that had failed before this one. */
    public int failures() {
        return failures;
    }
}
