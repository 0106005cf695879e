package io.spotmanager.workflow.operation;

import io.spotmanager.workflow.audit.AuditHead;
import java.util.UUID;

/** One accepted command as the database knows it. */
public record Operation(
        UUID id, Command command, Progress progress, Lease lease, AuditHead audit, Times times, Setbacks setbacks) {
    public String state() {
        return progress.state();
    }

    public boolean open() {
        return progress.open();
    }
}
