package io.spotmanager.workflow.execution;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Finds what would otherwise lie still for ever. Every worker sweeps for all. */
public final class Sweeper {
    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
    private static final int MISSED_BEATS = 2;

    private final WorkerRegistry registry;
    private final ExecutionSettings settings;

    public Sweeper(WorkerRegistry registry, ExecutionSettings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    /** One look. Never throws: a database that is away is swept when it is back. */
    public void sweep() {
        try {
            var orphans = registry.buryTheDead(settings.lease(), settings.beat().multipliedBy(MISSED_BEATS));
            if (orphans > 0) {
                log.warn("took back {} operations of workers that died", orphans);
            }
            var strays = registry.nudgeStrays(settings.stray());
            if (strays > 0) {
                log.warn("nudged {} operations that the broker had lost", strays);
            }
        } catch (DataAccessException e) {
            log.warn("no sweep: {}", e.getMostSpecificCause().getMessage());
        }
    }
}
