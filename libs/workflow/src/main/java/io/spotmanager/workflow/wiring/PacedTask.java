package io.spotmanager.workflow.wiring;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** As {@link FixedDelayTask}, with a longer delay while the process has nothing to do; it runs at once when that ends. */
final class PacedTask implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PacedTask.class);

    private final String name;
    private final Duration every;
    private final Duration idle;
    private final Pace pace;
    private final Runnable work;
    private @Nullable ScheduledThreadPoolExecutor thread;
    private @Nullable Future<?> next;

    PacedTask(String name, Duration every, Duration idle, Pace pace, Runnable work) {
        this.name = name;
        this.every = every;
        this.idle = idle.compareTo(every) < 0 ? every : idle;
        this.pace = pace;
        this.work = work;
        pace.onWaking(this::wake);
    }

    @Override
    public synchronized void start() {
        thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name(name).factory());
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRemoveOnCancelPolicy(true);
        schedule(Duration.ZERO);
    }

    private void turn() {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            if (isRunning()) {
                log.error("Unexpected error in task {}; it runs again in {}", name, every, e);
            } else {
                log.info("Task {} was interrupted, as its process ends: {}", name, e.toString());
            }
        }
        schedule(pace.isQuick() ? every : idle);
    }

    private synchronized void schedule(Duration delay) {
        if (thread != null && !thread.isShutdown()) {
            next = thread.schedule(this::turn, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Does nothing while the work runs: it looks at the pace when it has ended. */
    private synchronized void wake() {
        if (next != null && next.cancel(false)) {
            schedule(Duration.ZERO);
        }
    }

    /** Blocks until the work that runs has ended. */
    @Override
    public void stop() {
        ScheduledThreadPoolExecutor stopping;
        synchronized (this) {
            stopping = thread;
            thread = null;
        }
        if (stopping != null) {
            FixedDelayTask.end(stopping, FixedDelayTask.MAY_FINISH);
        }
    }

    @Override
    public void stop(Runnable ended) {
        FixedDelayTask.stopBesideOthers(this, ended);
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    /** As {@link FixedDelayTask}. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 2_000;
    }
}
