package io.spotmanager.workflow.operation;

import io.spotmanager.audit.AuditHead;
import java.util.UUID;

/** One operation: a row of the table {@code operation}. */
public record Operation(
        UUID id, Command command, Progress progress, Lease lease, AuditHead audit, Times times, Setbacks setbacks) {
    public String state() {
        return progress.state();
    }

    public boolean open() {
        return progress.open();
    }
}
