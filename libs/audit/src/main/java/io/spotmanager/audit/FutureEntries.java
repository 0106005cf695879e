package io.spotmanager.audit;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Entries dated later than they were read. No checkpoint is missed for them yet, so that a forger would choose such times. */
final class FutureEntries {
    private final Instant readAt;
    private long count;
    private @Nullable AuditEntry first;

    FutureEntries(Instant readAt) {
        this.readAt = readAt;
    }

    void next(AuditEntry entry) {
        if (entry.at().isAfter(readAt.plus(RowProof.APART))) {
            count++;
            first = first == null ? entry : first;
        }
    }

    Optional<String> finding() {
        return Optional.ofNullable(first)
                .map(entry ->
                        "%d entries are dated later than the history was read, which was at %s; the first is entry %d of operation %s, of %s"
                                .formatted(count, readAt, entry.seq(), entry.operationId(), entry.at()));
    }
}
