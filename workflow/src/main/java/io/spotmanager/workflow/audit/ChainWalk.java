package io.spotmanager.workflow.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Follows the chains of hashes, entry after entry, operation after operation. */
public final class ChainWalk {
    private final List<String> findings = new ArrayList<>();
    private @Nullable UUID operation;
    private AuditHead head = AuditHead.NONE;
    private long operations;
    private long entries;

    public void next(AuditEntry entry) {
        if (!entry.operationId().equals(operation)) {
            operation = entry.operationId();
            head = AuditHead.NONE;
            operations++;
        }
        entries++;
        if (entry.seq() != head.seq() + 1) {
            findings.add("operation %s: entry %d follows entry %d".formatted(operation, entry.seq(), head.seq()));
        }
        if (!entry.follows(head.hash())) {
            findings.add("operation %s: entry %d does not match its hash".formatted(operation, entry.seq()));
        }
        head = entry.head();
    }

    public List<String> findings() {
        return findings;
    }

    public long operations() {
        return operations;
    }

    public long entries() {
        return entries;
    }
}
