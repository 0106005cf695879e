package io.spotmanager.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts operations with entries that no verified checkpoint covers though they are old enough. Gets the entries by operation. */
final class UncoveredEntries {
    /** The oldest of them. */
    record Oldest(UUID operation, int seq, Instant at) {}

    record State(long operations, @Nullable Oldest oldest) {
        static final State NONE = new State(0, null);
    }

    private final Instant before;
    private Map<UUID, Integer> covered = Map.of();
    private @Nullable Oldest oldest;
    private @Nullable UUID latest;
    private long operations;

    /** @param before entries before this time must be covered */
    UncoveredEntries(Instant before, State seen) {
        this.before = before;
        this.operations = seen.operations();
        this.oldest = seen.oldest();
    }

    State state() {
        return new State(operations, oldest);
    }

    /** @param heads up to which entry each of the next operations is covered */
    void portion(Map<UUID, Integer> heads) {
        covered = heads;
    }

    void next(AuditEntry entry) {
        if (entry.seq() <= covered.getOrDefault(entry.operationId(), 0)
                || !entry.at().isBefore(before)) {
            return;
        }
        if (!entry.operationId().equals(latest)) {
            latest = entry.operationId();
            operations++;
        }
        if (oldest == null || entry.at().isBefore(oldest.at())) {
            oldest = new Oldest(entry.operationId(), entry.seq(), entry.at());
        }
    }

    Optional<String> finding() {
        return Optional.ofNullable(oldest)
                .map(entry -> CheckpointGap.sentence(operations, entry.operation(), entry.seq(), entry.at()));
    }
}
