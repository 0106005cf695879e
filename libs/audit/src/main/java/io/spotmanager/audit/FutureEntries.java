package io.spotmanager.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entries dated after the read. A checkpoint for them is not due yet, so a forger could choose such times. */
final class FutureEntries {
    /** The first of them, and when it was read. */
    record First(UUID operation, int seq, Instant at, Instant readAt) {}

    record State(long count, @Nullable First first) {
        static final State NONE = new State(0, null);
    }

    private final Instant readAt;
    private long count;
    private @Nullable First first;

    FutureEntries(Instant readAt, State before) {
        this.readAt = readAt;
        this.count = before.count();
        this.first = before.first();
    }

    State state() {
        return new State(count, first);
    }

    void next(AuditEntry entry) {
        if (entry.at().isAfter(readAt.plus(RowProof.APART))) {
            count++;
            first = first == null ? new First(entry.operationId(), entry.seq(), entry.at(), readAt) : first;
        }
    }

    Optional<String> finding() {
        return Optional.ofNullable(first)
                .map(entry ->
                        "%d entries are dated later than the history was read, which was at %s; the first is entry %d of operation %s, of %s"
                                .formatted(count, entry.readAt(), entry.seq(), entry.operation(), entry.at()));
    }
}
