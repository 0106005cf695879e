package io.spotmanager.workflow.execution;

import java.util.HashSet;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Releases the leases of dead workers and dispatches stalled operations again. Every worker does this for all workers. */
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

    /** Runs one sweep. Never throws: if the database is down, the next sweep tries again. */
    public void sweep() {
        try {
            var orphans = registry.expireDeadWorkers(
                    settings.lease(), settings.heartbeat().multipliedBy(MISSED_BEATS));
            if (orphans.moved() > 0) {
                log.warn("Released {} operations of dead workers", orphans.moved());
            }
            var strays = registry.redispatchStalled(settings.stray());
            if (strays.moved() > 0) {
                log.warn("Dispatched {} stalled operations again", strays.moved());
            }
            var locked = new HashSet<>(orphans.locked());
            locked.addAll(strays.locked());
            locks.saw(locked);
            quarantine.blockUnservedCancels();
        } catch (DataAccessException e) {
            log.warn("Recovery sweep failed: {}", e.getMostSpecificCause().getMessage());
        }
    }
}
