package io.spotmanager.workflow.execution;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The database's time, as this process can tell it without asking: its own clock, corrected by what each heartbeat read. Times in rows
 * come from the database, and those that a step writes are read by other workers, so a step must not compare them with a clock that may
 * be ahead or behind.
 *
 * <p>It is behind the database by at most the time that a heartbeat took, so a wait never ends early. Before the first heartbeat it is
 * the process's own time; no step runs then.
 */
public final class DatabaseTime implements InstantSource {
    private final InstantSource own;
    private volatile Duration offset = Duration.ZERO;
    private boolean heard;

    /** @param own must not leap, see {@link #steadily()} */
    public DatabaseTime(InstantSource own) {
        this.own = own;
    }

    /** Returns one on a clock that goes on from the present time of the system, and does not follow when that is set. */
    public static DatabaseTime steadily() {
        var began = Instant.now();
        var nanos = System.nanoTime();
        return new DatabaseTime(() -> began.plusNanos(System.nanoTime() - nanos));
    }

    @Override
    public Instant instant() {
        return own.instant().plus(offset);
    }

    /** The process's own time, uncorrected. */
    Instant own() {
        return own.instant();
    }

    /** @param database what the database read between these two moments of {@link #own()} */
    synchronized void read(Instant before, Instant database, Instant after) {
        var least = Duration.between(after, database);
        var most = Duration.between(before, database);
        if (!heard || offset.compareTo(least) < 0) {
            offset = least;
        } else if (offset.compareTo(most) > 0) {
            offset = most;
        }
        heard = true;
    }
}
