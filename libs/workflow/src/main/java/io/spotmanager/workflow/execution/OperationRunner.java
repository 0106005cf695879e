package io.spotmanager.workflow.execution;

import io.spotmanager.domain.trace.Span;
import io.spotmanager.domain.trace.TraceContext;
import io.spotmanager.domain.trace.Tracing;
import io.spotmanager.workflow.event.OperationEvents;
import io.spotmanager.workflow.machine.MachineDisagreementException;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable;
import io.spotmanager.workflow.operation.Claimant;
import io.spotmanager.workflow.operation.DatabaseOutage;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperationStore;
import io.spotmanager.workflow.operation.UnreadableOperationException;
import io.spotmanager.workflow.step.LeaseLostException;
import java.util.UUID;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;

/** Handles one command: claims the operation and executes it as far as possible. */
public final class OperationRunner {
    private static final Logger log = LoggerFactory.getLogger(OperationRunner.class);

    private final OperationStore store;
    private final WorkerLease leases;
    private final TransitionTable table;
    private final OperationExecutor executor;
    private final OperationQuarantine quarantine;
    private final ExecutionMeters meters;
    private final int attempts;
    private final Tracing tracing;
    private final Phaser executions = new Phaser(1);
    private volatile boolean draining;

    public OperationRunner(OperationStore store, WorkerLease leases, ExecutorConfig config, OperationEvents events) {
        this.store = store;
        this.leases = leases;
        this.table = config.workflow().table();
        this.executor = new OperationExecutor(store, leases, config, events, () -> draining);
        this.quarantine = new OperationQuarantine(store, config, events);
        this.meters = new ExecutionMeters(config.meters(), config.workflow().name());
        this.attempts = config.settings().attempts();
        this.tracing = config.tracing();
    }

    /**
     * Runs the operation on the calling thread. Returns when it has ended, has to wait, or is held by another worker. A command
     * without effect is no loss: the row is the truth, and the recovery sweep finds stalled operations.
     */
    public void run(UUID operation) {
        if (draining || executions.register() < 0) {
            return;
        }
        leases.beginExecution(operation);
        MDC.put("spot.operation", operation.toString());
        try {
            var worker = leases.worker();
            if (!leases.isValid(worker)) {
                log.debug("Command skipped: this worker has no valid lease; another worker will run the operation");
            } else {
                var claimed = store.claim(operation, Claimant.of(worker, table));
                // A span that covered the steps would be lost with this worker; each step has its own.
                Span.current().end();
                claimed.ifPresent(this::executeInItsTrace);
            }
        } catch (LeaseLostException e) {
            meters.fenceRefused();
            log.warn("{}", e.getMessage());
        } catch (UnreadableOperationException e) {
            quarantine.failed(operation, e.lease(), e.failures(), e);
        } catch (DataAccessException e) {
            if (DatabaseOutage.isWantOfRoom(e)) {
                leases.hasNoRoom(operation);
            }
            log.warn(
                    "The database did not answer; the operation will continue from its last saved step: {}",
                    e.getMostSpecificCause().getMessage());
        } finally {
            MDC.clear();
            leases.endExecution(operation);
            executions.arriveAndDeregister();
        }
    }

    /** Works below the span of the message that was taken, or if it came without one, or with that of another trace, below what the row says. */
    private void executeInItsTrace(Operation claimed) {
        var row = claimed.trace();
        var message = Span.current();
        if (row == null || isIn(row, message)) {
            execute(claimed);
        } else {
            tracing.at(row).within(() -> {
                execute(claimed);
                return claimed;
            });
        }
    }

    private static boolean isIn(TraceContext trace, Span span) {
        return span.context().filter(trace::isInTraceOf).isPresent();
    }

    private void execute(Operation claimed) {
        var failures = claimed.setbacks().failures();
        try {
            if (failures >= attempts) {
                quarantine.giveUp(claimed.id(), claimed.lease(), failures);
            } else if (isCancelThatItsStateDoesNotKnow(claimed)) {
                quarantine.cancelled(claimed);
            } else {
                executor.execute(claimed);
            }
        } catch (LeaseLostException e) {
            throw e;
        } catch (UnreadableOperationException e) {
            quarantine.failed(claimed.id(), e.lease(), failures, e);
        } catch (MachineDisagreementException e) {
            quarantine.disagreed(claimed, e);
        } catch (RuntimeException e) {
            if (DatabaseOutage.is(e)) {
                throw e; // the operation is fine, and nothing can be saved now
            }
            quarantine.failed(claimed.id(), claimed.lease(), failures, e);
        }
    }

    /** True for a cancel that was accepted while no live worker knew the state. The operation must not continue as if it had not been cancelled. */
    private boolean isCancelThatItsStateDoesNotKnow(Operation claimed) {
        var asked = claimed.progress().asked();
        return asked != null
                && asked.signal() == Signal.CANCEL
                && !table.row(claimed.state()).exits().containsKey(Signal.CANCEL);
    }

    /** True once {@link #drain} was called: from then on nothing is claimed. */
    boolean draining() {
        return draining;
    }

    /**
     * Stops claiming and blocks until every running step is saved.
     *
     * @return false if steps still run after the timeout; their operations are recovered when the lease expires
     */
    public boolean drain(long timeout, TimeUnit unit) {
        draining = true;
        try {
            executions.awaitAdvanceInterruptibly(executions.arriveAndDeregister(), timeout, unit);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
