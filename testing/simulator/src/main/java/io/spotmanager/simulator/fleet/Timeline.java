package io.spotmanager.simulator.fleet;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is still to happen, and when: VMs that will be built, deletions that will be done.
 *
 * <p>Nothing happens by itself: every call first applies the changes that are due, so a test that moves its clock sees them at
 * once.
 */
public final class Timeline {

    private record Event(Instant at, long number, Runnable change) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
    private final ReentrantLock planning = new ReentrantLock();
    private final ReentrantLock happening = new ReentrantLock();
    private long planned;

    /** Plans a change. Changes for the same time are applied in the order of their planning. */
    public void plan(Instant at, Runnable change) {
        planning.lock();
        try {
            events.add(new Event(at, planned++, change));
        } finally {
            planning.unlock();
        }
    }

    /** Applies the changes that are due. The caller must not hold a lock that a change may need. */
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
