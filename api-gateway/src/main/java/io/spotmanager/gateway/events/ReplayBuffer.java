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
 * The latest event of every operation that changed lately, and of the snapshot, for clients that were away for a moment. Not
 * safe for several threads: the hub takes care.
 */
final class ReplayBuffer {
    /**
     * What one gateway told, another may have been about to tell: longer than any of them takes from a commit to its
     * event.
     */
    private static final Duration OVERLAP = Duration.ofSeconds(15);

    /** Another gateway's id may be ahead of what this one has seen; one from far ahead is of another database. */
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

    /** Knows nothing from before that moment. */
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
            // The oldest are told first, or nearly so: one that hides behind a younger one is forgotten with it.
            while (isBefore(operations.firstEntry(), edge)) {
                operations.pollFirstEntry();
            }
        }
    }

    private static boolean isBefore(Map.@Nullable Entry<UUID, Entry> oldest, EventId edge) {
        return oldest != null && oldest.getValue().changed().compareTo(edge) < 0;
    }

    /** Everything a client lacks that has heard all up to {@code last}; empty when that is too long ago to tell. */
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
