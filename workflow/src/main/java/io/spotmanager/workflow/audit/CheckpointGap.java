package io.spotmanager.workflow.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Operations with entries that a checkpoint should have covered long ago, and none did. */
public final class CheckpointGap {
    private final Instant before;
    private long operations;
    private @Nullable AuditEntry oldest;

    /** @param before entries of before should be covered */
    public CheckpointGap(Instant before) {
        this.before = before;
    }

    /** @param entry the first of its operation that no checkpoint covers */
    public void next(AuditEntry entry) {
        if (entry.at().isBefore(before)) {
            operations++;
            oldest = oldest == null || entry.at().isBefore(oldest.at()) ? entry : oldest;
        }
    }

    public Optional<String> finding() {
        return Optional.ofNullable(oldest)
                .map(entry -> sentence(operations, entry.operationId(), entry.seq(), entry.at()));
    }

    static String sentence(long operations, UUID operation, int seq, Instant at) {
        return "%d operations have entries that no verified checkpoint covers though they are old enough; the oldest is entry %d of operation %s, of %s"
                .formatted(operations, seq, operation, at);
    }
}
