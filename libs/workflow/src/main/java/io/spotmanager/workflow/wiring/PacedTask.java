package io.spotmanager.workflow.wiring;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** As {@link FixedDelayTask}, with a longer delay while there is nothing to do; it runs at once when that ends. */
public final class PacedTask implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PacedTask.class);

    /** Of a task that a sign wakes: should the sign not show something, it is done then. */
    private static final Duration SELDOM = Duration.ofMinutes(5);

    private final String name;
    private final @Nullable WorkSign sign;
    private final Duration every;
    private final Duration idle;
    private final Pace pace;
    private final Runnable work;
    private @Nullable ScheduledThreadPoolExecutor thread;
    private @Nullable Future<?> next;
    private long ended;
    private boolean woken;
    private long run;

    /** @param idle the delay while there is nothing to do */
    PacedTask(String name, Duration every, Duration idle, Pace pace, Runnable work) {
        this(name, every, idle, pace, null, work);
    }

    private PacedTask(String name, Duration every, Duration idle, Pace pace, @Nullable WorkSign sign, Runnable work) {
        this.name = name;
        this.sign = sign;
        this.every = every;
        this.idle = idle.compareTo(every) < 0 ? every : idle;
        this.pace = pace;
        this.work = work;
        pace.onWaking(this::wake);
    }

    /**
     * Returns a task that runs while the database has that sign of work for it, and every five minutes.
     *
     * @param every the delay while there is work
     */
    public static PacedTask on(WorkSign sign, String name, Duration every, Runnable work) {
        return on(sign, name, every, SELDOM, work);
    }

    /**
     * The same with another delay while there is no sign.
     *
     * @param idle for what must not be missed for minutes, should the sign not show it
     */
    public static PacedTask on(WorkSign sign, String name, Duration every, Duration idle, Runnable work) {
        // What runs no more often than signs are looked for has nothing to do in between.
        var lasts = every.compareTo(WorkWatch.EVERY) < 0 ? Pace.LASTS : Duration.ZERO;
        return new PacedTask(name, every, idle, new Pace(System::nanoTime, lasts), sign, work);
    }

    /** Empty if it has the pace of its process. */
    Optional<WorkWatch.Watched> watched() {
        return Optional.ofNullable(sign).map(own -> new WorkWatch.Watched(own, pace));
    }

    @Override
    public synchronized void start() {
        thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name(name).factory());
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRemoveOnCancelPolicy(true);
        schedule(Duration.ZERO);
    }

    private void turn(long mine) {
        if (!begins(mine)) {
            return;
        }
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            if (isRunning()) {
                log.error("Unexpected error in task {}; it runs again in {}", name, every, e);
            } else {
                log.info("Task {} was interrupted, as its process ends: {}", name, e.toString());
            }
        }
        rest();
    }

    /** Returns false if this run was called off at the moment at which it began. */
    private synchronized boolean begins(long mine) {
        if (mine == run) {
            next = null;
        }
        return mine == run;
    }

    private synchronized void rest() {
        ended = System.nanoTime();
        schedule(pace.isQuick() || woken ? every : idle);
        woken = false;
    }

    private synchronized void schedule(Duration delay) {
        if (thread != null && !thread.isShutdown()) {
            var mine = ++run;
            next = thread.schedule(() -> turn(mine), delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /**
     * Only notes it while the work runs. A task with a sign of its own never runs more often than it should: the sign may be there for hours.
     */
    private synchronized void wake() {
        if (next != null) {
            next.cancel(false);
            var rested = Duration.ofNanos(System.nanoTime() - ended);
            schedule(sign == null || rested.compareTo(every) >= 0 ? Duration.ZERO : every.minus(rested));
        } else {
            woken = true;
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
