package io.spotmanager.workflow.operation;

import java.util.UUID;

/** An operation was claimed, but this release cannot decode its row. The lease is valid. */
public final class UnreadableOperationException extends RuntimeException {
    private final transient Lease lease;
    private final int failures;

    UnreadableOperationException(UUID operation, Lease lease, int failures, Throwable cause) {
        super("the row of operation %s cannot be read: %s".formatted(operation, cause.getMessage()), cause);
        this.lease = lease;
        this.failures = failures;
    }

    /** The lease of the claim. */
    public Lease lease() {
        return lease;
    }

    /** Failed claims in a row before this one. */
    public int failures() {
        return failures;
    }
}
