package io.spotmanager.workflow.execution;

import java.util.HashSet;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Finds what would otherwise lie still for ever. Every worker sweeps for all. */
public final class RecoverySweeper {
    private static final Logger log = LoggerFactory.getLogger(RecoverySweeper.class);
    private static final int MISSED_BEATS = 2;

    private final WorkerRegistry registry;
    private final ExecutionSettings settings;
    private final OperationQuarantine quarantine;
    private final LockWatch locks;

    public RecoverySweeper(WorkerRegistry registry, ExecutionSettings settings, OperationQuarantine quarantine) {
        this(registry, settings, quarantine, System::nanoTime);
    }

    RecoverySweeper(
            WorkerRegistry registry,
            ExecutionSettings settings,
            OperationQuarantine quarantine,
            LongSupplier nanoTime) {
        this.registry = registry;
        this.settings = settings;
        this.quarantine = quarantine;
        this.locks = new LockWatch(nanoTime);
    }

    /** One look. Never throws: a database that is away is swept when it is back. */
    public void sweep() {
        try {
            var orphans = registry.expireDeadWorkers(
                    settings.lease(), settings.heartbeat().multipliedBy(MISSED_BEATS));
            if (orphans.moved() > 0) {
                log.warn("took back {} operations of workers that died", orphans.moved());
            }
            var strays = registry.redispatchStalled(settings.stray());
            if (strays.moved() > 0) {
                log.warn("dispatched {} operations that the broker had lost", strays.moved());
            }
            var locked = new HashSet<>(orphans.locked());
            locked.addAll(strays.locked());
            locks.saw(locked);
            quarantine.blockUnservedCancels();
        } catch (DataAccessException e) {
            log.warn("no sweep: {}", e.getMostSpecificCause().getMessage());
        }
    }
}
