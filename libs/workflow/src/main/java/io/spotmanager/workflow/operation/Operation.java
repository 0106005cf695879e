package io.spotmanager.workflow.operation;

import io.spotmanager.audit.AuditHead;
import io.spotmanager.domain.trace.TraceContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One operation: a row of the table {@code operation}.
 *
 * @param trace where the request that became it belongs; null if it came without one
 */
public record Operation(
        UUID id,
        Command command,
        Progress progress,
        Lease lease,
        AuditHead audit,
        Times times,
        Setbacks setbacks,
        @Nullable TraceContext trace) {
    public String state() {
        return progress.state();
    }

    public boolean open() {
        return progress.open();
    }
}
