package io.spotmanager.gateway.events;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the latest event of every recently changed operation and of the snapshot, for clients that reconnect. Not thread-safe; the
 * broadcaster holds a lock.
 */
final class ReplayBuffer {
    /**
     * Overlap between gateways: longer than any gateway takes from a commit to its event, because one may have published what
     * another had not.
     */
    private static final Duration OVERLAP = Duration.ofSeconds(15);

    /** An id of another gateway may be slightly ahead of this one. An id further ahead is from another database. */
    private static final Duration AHEAD = Duration.ofSeconds(60);

    private static final int MOST = 10_000;

    private record Entry(EventId changed, SseFrame frame) {}

    private final SequencedMap<UUID, Entry> operations = new LinkedHashMap<>();
    private final Duration length;
    private @Nullable SseFrame snapshot;
    private EventId start = EventId.NONE;

    ReplayBuffer(Duration length) {
        this.length = length;
    }

    /** Clears the buffer; it has no events from before that time. */
    void beginAt(EventId moment) {
        operations.clear();
        start = moment;
    }

    void remember(PublishedEvent told) {
        operations.remove(told.operation());
        operations.put(told.operation(), new Entry(told.changed(), told.frame()));
        if (operations.size() > MOST) {
            beginAfter(operations.pollFirstEntry().getValue().changed());
        }
    }

    void rememberSnapshot(SseFrame frame) {
        snapshot = frame;
    }

    void forgetBefore(EventId now) {
        var edge = now.minus(length);
        if (edge.compareTo(start) > 0) {
            start = edge;
            // Entries are nearly in order; an older one behind a younger one is removed a little later.
            while (isBefore(operations.firstEntry(), edge)) {
                operations.pollFirstEntry();
            }
        }
    }

    private static boolean isBefore(Map.@Nullable Entry<UUID, Entry> oldest, EventId edge) {
        return oldest != null && oldest.getValue().changed().compareTo(edge) < 0;
    }

    /** The events that a client missed since {@code last}; empty if the buffer does not reach back so far. */
    Optional<List<SseFrame>> since(EventId last, EventId now) {
        var from = last.minus(OVERLAP);
        if (from.compareTo(start) < 0 || last.minus(AHEAD).compareTo(now) > 0) {
            return Optional.empty();
        }
        var changed = operations.values().stream()
                .filter(entry -> entry.changed().compareTo(from) >= 0)
                .map(Entry::frame);
        return Optional.of(Stream.concat(changed, Stream.ofNullable(snapshot)).toList());
    }

    private void beginAfter(EventId dropped) {
        start = Stream.of(start, new EventId(dropped.micros() + 1))
                .max(EventId::compareTo)
                .orElseThrow();
    }
}
