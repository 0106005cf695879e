package io.spotmanager.gateway.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.spotmanager.gateway.events.OperationReads.Head;
import io.spotmanager.gateway.outcomes.OperationChangeListener;
import io.spotmanager.workflow.event.OperationChanged;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** Finds changed operations in the database and publishes each change once. */
final class OperationChangeFeed {
    /** A commit may become visible this long after its timestamp. */
    private static final Duration SLACK = Duration.ofSeconds(15);

    /** With more changes than this, clients are told to read everything again. */
    private static final int MOST_AT_ONCE = 2_000;

    private final OperationReads reads;
    private final EventBroadcaster hub;
    private final OperationChangeListener waiting;
    private final Duration memory;
    private final Timer lag;
    private final ReentrantLock looking = new ReentrantLock();
    private final Map<UUID, Head> known = new HashMap<>();
    private EventId polled = EventId.NONE;

    OperationChangeFeed(
            OperationReads reads,
            EventBroadcaster hub,
            OperationChangeListener waiting,
            Duration memory,
            MeterRegistry meters) {
        this.reads = reads;
        this.hub = hub;
        this.waiting = waiting;
        this.memory = memory;
        this.lag = Timer.builder("spot.events.lag")
                .description("from the commit of an operation's change to its event")
                .publishPercentileHistogram()
                .register(meters);
    }

    /** Finds all changes since the last poll, with or without messages from the broker. */
    void poll() {
        looking.lock();
        try {
            var now = reads.now();
            if (polled.equals(EventId.NONE)) {
                begin(now);
            } else {
                var heads = reads.heads(open(), polled.minus(SLACK));
                forgetBut(heads);
                tell(now, unknown(heads));
            }
            polled = now;
        } finally {
            looking.unlock();
        }
    }

    /** Reads the operations that have changed according to the broker. */
    void look(Collection<OperationChanged> changes) {
        looking.lock();
        try {
            if (!polled.equals(EventId.NONE)) {
                tell(
                        reads.now(),
                        unknown(changes.stream()
                                .map(change -> new Head(change.operationId(), change.seq(), change.open()))
                                .toList()));
            }
        } finally {
            looking.unlock();
        }
    }

    /** Also reads changes from before the start of this gateway: a client of another gateway may have missed them. */
    private void begin(EventId now) {
        var start = now.minus(memory);
        var heads = reads.recent(start, MOST_AT_ONCE + 1);
        if (heads.size() > MOST_AT_ONCE) {
            heads.forEach(this::know);
            hub.beginAt(now, now);
        } else {
            hub.beginAt(start, now);
            tell(now, unknown(heads));
        }
    }

    private void tell(EventId now, List<Head> changed) {
        if (changed.size() > MOST_AT_ONCE) {
            changed.forEach(this::know);
            waiting.manyChanged();
            hub.startOver(now);
            return;
        }
        var looked = System.nanoTime();
        var seen = reads.all(changed.stream().map(Head::id).collect(Collectors.toSet())).stream()
                .filter(each -> isNew(each.head()))
                .toList();
        seen.forEach(each -> know(each.head()));
        waiting.changed(seen.stream().map(each -> each.head().id()).toList());
        var fresh = seen.stream().flatMap(each -> each.operation().stream()).toList();
        hub.tell(
                now,
                fresh.stream()
                        .map(operation -> OperationEvent.of(operation, now))
                        .toList());
        var took = Duration.ofNanos(System.nanoTime() - looked);
        fresh.forEach(operation -> lag.record(
                Duration.between(operation.times().updatedAt(), now.time()).plus(took)));
    }

    private void know(Head head) {
        known.put(head.id(), head);
    }

    private boolean isNew(Head head) {
        var before = known.get(head.id());
        return before == null || head.seq() > before.seq();
    }

    private List<Head> unknown(List<Head> heads) {
        return heads.stream().filter(this::isNew).toList();
    }

    private List<UUID> open() {
        return known.values().stream().filter(Head::open).map(Head::id).toList();
    }

    /** Forgets operations that have ended and that the poll no longer returns: they cannot change any more. */
    private void forgetBut(List<Head> heads) {
        known.keySet().retainAll(heads.stream().map(Head::id).collect(Collectors.toSet()));
    }
}
