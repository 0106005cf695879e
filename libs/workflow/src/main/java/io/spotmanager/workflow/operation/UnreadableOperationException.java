package io.spotmanager.workflow.operation;

import java.util.UUID;

/** An operation was claimed, but its row holds something that this release cannot decode. The lease stands. */
public final class UnreadableOperationException extends RuntimeException {
    private final transient Lease lease;
    private final int failures;

    UnreadableOperationException(UUID operation, Lease lease, int failures, Throwable cause) {
        super("the row of operation %s cannot be read: %s".formatted(operation, cause.getMessage()), cause);
        this.lease = lease;
        this.failures = failures;
    }

    /** The claim under which it was read. */
    public Lease lease() {
        return lease;
    }

    /** Claims in a row that had failed before this one. */
    public int failures() {
        return failures;
    }
}
