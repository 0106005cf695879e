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
 * Hands on together what comes in within a few milliseconds. It holds what it has in memory only and drops what comes
 * while 10,000 are waiting, so it is for things whose loss something else makes good.
 *
 * @param <T> what is gathered
 */
public final class Batcher<T> {
    private static final int MOST_WAITING = 10_000;

    private final int largest;
    private final Consumer<List<T>> sink;
    private final Executor later;
    private final BlockingQueue<T> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /**
     * @param linger how long the first of several waits for the others
     * @param largest how many are handed on at once
     * @param threads what hands them on
     * @param sink takes each list, in the order of arrival; keeps its failures to itself, as nobody else hears of them
     */
    public Batcher(Duration linger, int largest, Executor threads, Consumer<List<T>> sink) {
        this(CompletableFuture.delayedExecutor(linger.toMillis(), TimeUnit.MILLISECONDS, threads), largest, sink);
    }

    Batcher(Executor later, int largest, Consumer<List<T>> sink) {
        this.later = later;
        this.largest = largest;
        this.sink = sink;
    }

    /** Never waits. */
    public void add(T one) {
        if (waiting.offer(one) && scheduled.compareAndSet(false, true)) {
            later.execute(this::flush);
        }
    }

    /** Hands on what is waiting, without lingering. */
    public void flush() {
        scheduled.set(false); // before the queue is read: who adds after that schedules anew
        var group = new ArrayList<T>();
        while (waiting.drainTo(group, largest) > 0) {
            sink.accept(List.copyOf(group));
            group.clear();
        }
    }
}
