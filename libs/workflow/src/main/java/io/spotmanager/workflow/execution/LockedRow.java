package io.spotmanager.workflow.execution;

import io.spotmanager.workflow.operation.Pause;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until another database session releases its lock on the operation's row. The result of the step is only in this worker's
 * memory until it is saved, so the execution keeps the result and its lease. It waits without a connection, so it delays no other
 * execution.
 */
final class LockedRow {
    private static final Logger log = LoggerFactory.getLogger(LockedRow.class);
    private static final Duration FIRST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMillis(500);
    private static final Duration USUAL = Duration.ofSeconds(1);

    private final Pause pause;
    private Duration next = FIRST;
    private Duration waited = Duration.ZERO;
    private boolean told;

    LockedRow(Pause pause) {
        this.pause = pause;
    }

    /** Blocks until the next attempt to save: 10 ms at first, 500 ms at most. */
    void await() {
        pause.await(next);
        waited = waited.plus(next);
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        if (!told && waited.compareTo(USUAL) > 0) {
            told = true;
            log.warn(
                    "another database session has locked the operation's row; the result of the step will be saved when the row is free");
        }
    }

    /** Must be called when the row was saved or the save was abandoned. */
    void end() {
        if (told) {
            log.info("the operation's row is no longer locked, after about {} s", waited.toSeconds());
        }
    }
}
