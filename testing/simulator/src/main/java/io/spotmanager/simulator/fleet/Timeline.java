package io.spotmanager.simulator.fleet;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is still to happen, and when: VMs that will be built, deletions that will be done.
 *
 * <p>Nothing happens by itself. Whoever is about to look at the cloud lets happen first what is due by then, so a test that
 * moves the clock sees every change at its time, and one after another.
 */
public final class Timeline {

    private record Event(Instant at, long number, Runnable change) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
    private final ReentrantLock planning = new ReentrantLock();
    private final ReentrantLock happening = new ReentrantLock();
    private long planned;

    /** Plans a change; those of one moment happen in the order in which they were planned. */
    public void plan(Instant at, Runnable change) {
        planning.lock();
        try {
            events.add(new Event(at, planned++, change));
        } finally {
            planning.unlock();
        }
    }

    /** Lets happen what is due; nobody who holds a lock that a change may want may call this. */
    public void catchUp(Instant now) {
        happening.lock();
        try {
            for (Event due = nextDue(now); due != null; due = nextDue(now)) {
                due.change().run();
            }
        } finally {
            happening.unlock();
        }
    }

    /** Drops all plans. */
    public void forget() {
        planning.lock();
        try {
            events.clear();
        } finally {
            planning.unlock();
        }
    }

    private @Nullable Event nextDue(Instant now) {
        planning.lock();
        try {
            Event next = events.peek();
            return next == null || next.at().isAfter(now) ? null : events.poll();
        } finally {
            planning.unlock();
        }
    }
}
