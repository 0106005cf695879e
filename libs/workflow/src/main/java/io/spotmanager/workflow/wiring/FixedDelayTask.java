package io.spotmanager.workflow.wiring;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a task at a fixed delay on its own thread while the application runs. At the end a run that is under way may finish; one that waits
 * longer, for a database that is away for example, is interrupted. Tasks wait for their ends beside each other.
 */
public final class FixedDelayTask implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(FixedDelayTask.class);

    static final Duration MAY_FINISH = Duration.ofSeconds(8);

    private final String name;
    private final Duration every;
    private final Runnable work;
    private final Duration mayFinish;
    private @Nullable ScheduledExecutorService thread;

    public FixedDelayTask(String name, Duration every, Runnable work) {
        this(name, every, work, MAY_FINISH);
    }

    /** @param mayFinish how long a run may go on when the task is stopped */
    FixedDelayTask(String name, Duration every, Runnable work, Duration mayFinish) {
        this.mayFinish = mayFinish;
        this.name = name;
        this.every = every;
        this.work = work;
    }

    @Override
    public synchronized void start() {
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
        var unused = thread.scheduleWithFixedDelay(this::once, 0, every.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void once() {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            if (isRunning()) {
                log.error("Unexpected error in task {}; it runs again in {}", name, every, e);
            } else {
                log.info("Task {} was interrupted, as its process ends: {}", name, e.toString());
            }
        }
    }

    @Override
    public void stop(Runnable ended) {
        stopBesideOthers(this, ended);
    }

    /** Returns at once, so that the ends of several tasks do not add up. */
    static void stopBesideOthers(SmartLifecycle task, Runnable ended) {
        Thread.startVirtualThread(() -> {
            try {
                task.stop();
            } finally {
                ended.run();
            }
        });
    }

    /** Blocks until the task has ended, or does not end although it was interrupted. */
    @Override
    public void stop() {
        var stopped = taken();
        if (stopped != null) {
            end(stopped, mayFinish);
        }
    }

    /** Ends a thread: what it does may finish in that time, and is then interrupted. Blocks for twice the time at most. */
    static void end(ExecutorService thread, Duration mayFinish) {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(mayFinish.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
                thread.awaitTermination(mayFinish.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable ScheduledExecutorService taken() {
        var running = thread;
        thread = null;
        return running;
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    /** Starts early and stops late, because running executions rely on it. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 2_000;
    }
}
