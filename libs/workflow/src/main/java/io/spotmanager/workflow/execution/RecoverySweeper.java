package io.spotmanager.workflow.execution;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.workflow.operation.OutageLog;
import java.util.HashSet;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Releases the leases of dead workers and dispatches stalled operations again. Every process does this for all workers. */
public final class RecoverySweeper {
    private static final Logger log = LoggerFactory.getLogger(RecoverySweeper.class);
    private static final int MISSED_BEATS = 2;

    private final OutageLog outage = new OutageLog(log, "Recovery sweeps reach the database again");
    private final LeaseRecovery recovery;
    private final ExecutionSettings settings;
    private final List<OperationQuarantine> quarantines;
    private final LockWatch locks;
    private final Counter recovered;
    private final Counter stalled;

    /** @param quarantines one for each workflow that this process runs */
    public RecoverySweeper(
            JdbcClient jdbc, ExecutionSettings settings, List<OperationQuarantine> quarantines, MeterRegistry meters) {
        this(new LeaseRecovery(jdbc), settings, quarantines, System::nanoTime, meters);
    }

    RecoverySweeper(
            LeaseRecovery recovery,
            ExecutionSettings settings,
            List<OperationQuarantine> quarantines,
            LongSupplier nanoTime,
            MeterRegistry meters) {
        this.recovery = recovery;
        this.settings = settings;
        this.quarantines = List.copyOf(quarantines);
        this.locks = new LockWatch(nanoTime);
        this.recovered = Counter.builder("spot.operations.recovered")
                .description("operations whose worker died, released by this process")
                .register(meters);
        this.stalled = Counter.builder("spot.operations.stalled")
                .description("due operations without a lease and a command, dispatched again by this process")
                .register(meters);
    }

    /** Runs one sweep. Never throws: if the database is down, the next sweep tries again. */
    public void sweep() {
        try {
            var orphans = recovery.expireDeadWorkers(
                    settings.lease(), settings.heartbeat().multipliedBy(MISSED_BEATS));
            recovered.increment(orphans.moved());
            if (orphans.moved() > 0) {
                log.warn("Released {} operations of dead workers", orphans.moved());
            }
            var strays = recovery.redispatchStalled(settings.stray());
            stalled.increment(strays.moved());
            if (strays.moved() > 0) {
                log.warn("Dispatched {} stalled operations again", strays.moved());
            }
            var locked = new HashSet<>(orphans.locked());
            locked.addAll(strays.locked());
            locks.saw(locked);
            quarantines.forEach(OperationQuarantine::blockUnservedCancels);
            outage.worked();
        } catch (DataAccessException e) {
            outage.failed(
                    "Recovery sweep failed, it is repeated: {}",
                    e.getMostSpecificCause().getMessage());
        }
    }
}
