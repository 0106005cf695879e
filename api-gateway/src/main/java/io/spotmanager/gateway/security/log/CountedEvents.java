package io.spotmanager.gateway.security.log;

import io.spotmanager.gateway.security.limit.NetworkSource;
import io.spotmanager.gateway.security.log.SecurityLog.Outcome;
import io.spotmanager.gateway.security.origin.RequestOrigin;
import io.spotmanager.workflow.wiring.FixedDelayTask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Records what others can make happen as often as they like, so that they cannot flood the log: the first of a kind from one source in a
 * minute becomes an entry at once, the rest of that minute one more, with their number. If there are too many sources, theirs are counted
 * in one. A gateway that dies loses the counts of its last minute.
 */
@Component
class CountedEvents implements SmartLifecycle {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int MOST_SOURCES_A_MINUTE = 200;
    private static final int MOST_NAMES = 5;
    private static final String MANY_SOURCES = "many";

    private record Key(
            SecurityEventKind kind,
            Outcome outcome,
            @Nullable String actor,
            String source) {}

    private static final class Count {
        private final RequestOrigin first;
        private final Set<String> names = new LinkedHashSet<>();
        private int times;

        Count(RequestOrigin first) {
            this.first = first;
        }
    }

    private record Due(Key key, RequestOrigin origin, int times, List<String> names) {}

    private final SecurityLog log;
    private final InstantSource clock;
    private final FixedDelayTask task;
    private final Map<Key, Count> counts = new LinkedHashMap<>();
    private Instant minute = Instant.EPOCH;

    CountedEvents(SecurityLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
        this.task = new FixedDelayTask("security-log-counts", SOON, this::writeOver);
    }

    /**
     * Counts one, and records it if it is the first of its kind and source in this minute.
     *
     * @param actor null if nobody is known
     * @param name what was tried; the entry lists the first few
     */
    void count(SecurityEventKind kind, Outcome outcome, @Nullable String actor, RequestOrigin origin, String name) {
        writeOver();
        if (isFirst(kind, outcome, actor, origin, name)) {
            log.record(kind, outcome, actor, origin, 1, Map.of("tried", List.of(name)));
        }
    }

    private synchronized boolean isFirst(
            SecurityEventKind kind, Outcome outcome, @Nullable String actor, RequestOrigin origin, String name) {
        minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        var own = new Key(kind, outcome, SecurityLog.bounded(actor), NetworkSource.of(origin.address()));
        var isFirst = !counts.containsKey(own) && counts.size() < MOST_SOURCES_A_MINUTE;
        var key = isFirst || counts.containsKey(own) ? own : new Key(kind, outcome, null, MANY_SOURCES);
        var count = counts.computeIfAbsent(key, _ -> new Count(origin));
        if (!isFirst) {
            count.times++;
            if (count.names.size() < MOST_NAMES) {
                count.names.add(String.valueOf(SecurityLog.bounded(name)));
            }
        }
        return isFirst;
    }

    /** Writes what earlier minutes have counted. */
    private void writeOver() {
        var now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        write(due(counted -> now.isAfter(counted)));
    }

    /** Writes all that was counted, so that a reader misses nothing of this gateway. */
    void writeAll() {
        write(due(counted -> true));
    }

    private synchronized List<Due> due(Predicate<Instant> isDue) {
        if (counts.isEmpty() || !isDue.test(minute)) {
            return List.of();
        }
        var isOver = clock.instant().truncatedTo(ChronoUnit.MINUTES).isAfter(minute);
        var due = new ArrayList<Due>();
        counts.forEach((key, count) -> {
            if (count.times > 0) {
                due.add(new Due(key, count.first, count.times, List.copyOf(count.names)));
                count.times = 0;
                count.names.clear();
            }
        });
        if (isOver) {
            counts.clear();
        }
        return due;
    }

    private void write(List<Due> due) {
        for (var i = 0; i < due.size(); i++) {
            var one = due.get(i);
            var origin = one.key().source().equals(MANY_SOURCES)
                    ? new RequestOrigin(MANY_SOURCES, one.origin().requestId())
                    : one.origin();
            try {
                log.record(
                        one.key().kind(),
                        one.key().outcome(),
                        one.key().actor(),
                        origin,
                        one.times(),
                        Map.of("tried", one.names()));
            } catch (DataAccessException | TransactionException e) {
                putBack(due.subList(i, due.size()));
                return; // the next round tries again
            }
        }
    }

    private synchronized void putBack(List<Due> due) {
        due.forEach(one -> {
            var count = counts.computeIfAbsent(one.key(), _ -> new Count(one.origin()));
            count.times += one.times();
            count.names.addAll(one.names());
        });
    }

    @Override
    public void start() {
        task.start();
    }

    @Override
    public void stop() {
        task.stop();
        writeAll();
    }

    @Override
    public boolean isRunning() {
        return task.isRunning();
    }

    @Override
    public int getPhase() {
        return task.getPhase();
    }
}
