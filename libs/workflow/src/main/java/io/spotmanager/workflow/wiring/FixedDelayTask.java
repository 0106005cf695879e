package io.spotmanager.workflow.wiring;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs a task at a fixed delay on its own thread while the application runs. */
public final class FixedDelayTask implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(FixedDelayTask.class);

    private final String name;
    private final Duration every;
    private final Runnable work;
    private @Nullable ScheduledExecutorService thread;

    public FixedDelayTask(String name, Duration every, Runnable work) {
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
            log.error("Unexpected error in task {}; it runs again in {}", name, every, e);
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.close();
            thread = null;
        }
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
