package io.spotmanager.workflow.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Collects items for a few milliseconds and passes them on together. Items are only in memory, and new items are dropped while 10,000
 * wait. So use it only for items whose loss is repaired elsewhere.
 *
 * @param <T> type of the items
 */
public final class Batcher<T> {
    private static final int MOST_WAITING = 10_000;

    private final int largest;
    private final Consumer<List<T>> sink;
    private final Executor later;
    private final BlockingQueue<T> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /**
     * @param linger how long the first item waits for others
     * @param largest largest number of items per batch
     * @param threads runs the sink
     * @param sink takes each batch, in the order of arrival; must handle its own errors, because no caller sees them
     */
    public Batcher(Duration linger, int largest, Executor threads, Consumer<List<T>> sink) {
        this(CompletableFuture.delayedExecutor(linger.toMillis(), TimeUnit.MILLISECONDS, threads), largest, sink);
    }

    /** @param later runs what it is given when the first item has waited long enough */
    public Batcher(Executor later, int largest, Consumer<List<T>> sink) {
        this.later = later;
        this.largest = largest;
        this.sink = sink;
    }

    /** Never blocks. Drops the item if too many wait. */
    public void add(T one) {
        if (waiting.offer(one) && scheduled.compareAndSet(false, true)) {
            later.execute(this::flush);
        }
    }

    /** Passes all waiting items on at once. */
    public void flush() {
        scheduled.set(false); // before the queue is read: a later add schedules again
        var group = new ArrayList<T>();
        while (waiting.drainTo(group, largest) > 0) {
            sink.accept(List.copyOf(group));
            group.clear();
        }
    }
}
