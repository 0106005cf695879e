package io.spotmanager.workflow.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spotmanager.workflow.audit.AuditEntry;
import io.spotmanager.workflow.audit.Checkpoint;
import io.spotmanager.workflow.operation.KernelJson;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line of an exported history: a JSON object with exactly one of these members. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HistoryLine(
        @Nullable Checkpoint checkpoint,
        @Nullable AuditEntry entry,
        @Nullable OperationEnd operation,
        @Nullable Totals end) {
    /** What an operation's row says about the end of its history. */
    record OperationEnd(UUID id, int seq, String hash, String state) {}

    /** The last line, so that a file that was cut off is noticed. */
    record Totals(long checkpoints, long entries, long operations) {}

    static HistoryLine of(Checkpoint checkpoint) {
        return new HistoryLine(checkpoint, null, null, null);
    }

    static HistoryLine of(AuditEntry entry) {
        return new HistoryLine(null, entry, null, null);
    }

    static HistoryLine of(OperationEnd operation) {
        return new HistoryLine(null, null, operation, null);
    }

    static HistoryLine of(Totals end) {
        return new HistoryLine(null, null, null, end);
    }

    String text() {
        return KernelJson.MAPPER.writeValueAsString(this) + "\n";
    }
}
