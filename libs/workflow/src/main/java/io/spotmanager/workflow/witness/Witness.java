package io.spotmanager.workflow.witness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one part: the latest marks that it has made, and those that it has heard of. Thread-safe, and never blocks for long.
 *
 * <p>A mark carries the epoch that was read <em>before</em> its entry was sent to the database. So an entry of an epoch was committed by a
 * database that had begun this epoch, and a person who lifts a hold dismisses everything that was sent before, however late it is told.
 */
public final class Witness {
    private static final int OWN = 16;
    private static final int HEARD = 64;

    private record Key(UUID epoch, UUID operation) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Mark> own = new LinkedHashMap<>();
    private final Map<Key, Mark> heard = new LinkedHashMap<>();
    private long version;
    private volatile @Nullable HistoryEpoch current;

    /** What the database said last; null before it was asked. To be taken before an entry is sent, for {@link #committed}. */
    public @Nullable HistoryEpoch current() {
        return current;
    }

    /**
     * Remembers an entry whose commit the database has acknowledged.
     *
     * @param before what {@link #current} said before the entry was sent; nothing is remembered if it said nothing
     */
    public void committed(
            @Nullable HistoryEpoch before,
            UUID operation,
            int seq,
            String hash,
            String kind,
            String subject,
            String state) {
        if (before == null) {
            return;
        }
        lock.lock();
        try {
            if (put(
                    own,
                    OWN,
                    new Mark(before.installation(), before.epoch(), operation, seq, hash, kind, subject, state))) {
                version++;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Remembers what others have. Marks of another installation are left out. */
    void hear(Marks marks) {
        var known = current;
        if (known == null) {
            return;
        }
        lock.lock();
        try {
            marks.marks().stream()
                    .filter(mark -> mark.installation().equals(known.installation()))
                    .forEach(mark -> put(heard, HEARD, mark));
        } finally {
            lock.unlock();
        }
    }

    private static boolean put(Map<Key, Mark> marks, int most, Mark mark) {
        var key = new Key(mark.epoch(), mark.operation());
        var before = marks.get(key);
        if (before != null && before.seq() >= mark.seq()) {
            return false;
        }
        marks.remove(key);
        marks.put(key, mark);
        if (marks.size() > most) {
            marks.remove(marks.keySet().iterator().next());
        }
        return true;
    }

    /**
     * The database has said what it holds, and has everything that is remembered. Only marks of this epoch are kept: those of other epochs
     * are dismissed.
     */
    void confirm(HistoryEpoch now) {
        lock.lock();
        try {
            if (!now.equals(current)) {
                current = now;
                version++;
            }
            own.keySet().removeIf(key -> !key.epoch().equals(now.epoch()));
            heard.keySet().removeIf(key -> !key.epoch().equals(now.epoch()));
        } finally {
            lock.unlock();
        }
    }

    /** The database has said what it holds, and lacks something that is remembered. */
    void know(HistoryEpoch now) {
        current = now;
    }

    /** Everything that is remembered. */
    List<Mark> all() {
        lock.lock();
        try {
            var all = new ArrayList<>(own.values());
            all.addAll(heard.values());
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** The marks that this part has made itself. */
    List<Mark> own() {
        lock.lock();
        try {
            return List.copyOf(own.values());
        } finally {
            lock.unlock();
        }
    }

    /** Rises when the own marks change. */
    long version() {
        lock.lock();
        try {
            return version;
        } finally {
            lock.unlock();
        }
    }
}
