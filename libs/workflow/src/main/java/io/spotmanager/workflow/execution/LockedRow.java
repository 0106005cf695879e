package io.spotmanager.workflow.execution;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a execution wait until another session lets go of its operation's row. What the step did is in this worker's memory alone until
 * it is saved, so the execution keeps it, and its lease. It waits without a connection, so that it holds up no other execution.
 */
final class LockedRow {
    private static final Logger log = LoggerFactory.getLogger(LockedRow.class);
    private static final Duration FIRST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMillis(500);
    private static final Duration USUAL = Duration.ofSeconds(1);

    private Duration next = FIRST;
    private Duration waited = Duration.ZERO;
    private boolean told;

    /** Returns when it is time to try again. */
    void await() {
        CompletableFuture.runAsync(
                        () -> {},
                        CompletableFuture.delayedExecutor(next.toMillis(), TimeUnit.MILLISECONDS, Runnable::run))
                .join();
        waited = waited.plus(next);
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        if (!told && waited.compareTo(USUAL) > 0) {
            told = true;
            log.warn(
                    "another database session has locked the operation's row; what the step did is saved once it is free");
        }
    }

    /** To be called when the row was saved, or will not be. */
    void end() {
        if (told) {
            log.info("the operation's row is no longer locked, after about {} s", waited.toSeconds());
        }
    }
}
