package io.spotmanager.workflow.operation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Lets the calling thread wait for another session's lock on a row. The thread holds no connection meanwhile. */
@FunctionalInterface
public interface Pause {
    /** Waits as long as it says. */
    Pause REAL = time -> CompletableFuture.runAsync(
                    () -> {}, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS, Runnable::run))
            .join();

    /** Blocks for that time. */
    void await(Duration time);
}
