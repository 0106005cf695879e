package io.spotmanager.audit;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.UUID;

/** Counts operations with entries that no verified checkpoint covers, and finds the oldest that should be covered. */
public final class CheckpointGap {
    private record Uncovered(int seq, Instant at) {}

    private final Map<UUID, Uncovered> oldest = new HashMap<>();

    /** @param entry one that no checkpoint covers, in any order: its writer chooses its time */
    public void next(AuditEntry entry) {
        oldest.merge(
                entry.operationId(),
                new Uncovered(entry.seq(), entry.at()),
                (old, one) -> one.at().isBefore(old.at()) ? one : old);
    }

    /** Returns the number of these operations, including those whose checkpoint is not due yet. */
    public int operations() {
        return oldest.size();
    }

    /** @param before entries before this time should be covered */
    public Optional<String> finding(Instant before) {
        var late = oldest.entrySet().stream()
                .filter(each -> each.getValue().at().isBefore(before))
                .sorted(Entry.comparingByValue(Comparator.comparing(Uncovered::at)))
                .toList();
        return late.stream()
                .findFirst()
                .map(first -> sentence(
                        late.size(),
                        first.getKey(),
                        first.getValue().seq(),
                        first.getValue().at()));
    }

    static String sentence(long operations, UUID operation, int seq, Instant at) {
        return "%d operations have entries that no verified checkpoint covers though they are old enough; the oldest is entry %d of operation %s, of %s"
                .formatted(operations, seq, operation, at);
    }
}
