package io.spotmanager.workflow.wiring;

import io.spotmanager.workflow.execution.OperationRunner;
import io.spotmanager.workflow.execution.WorkerLease;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/** Stops after the listener and before the heartbeat: lets running steps end and be saved, then leaves. */
final class GracefulShutdown implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(GracefulShutdown.class);
    private static final int PATIENCE_SECONDS = 25;

    private final OperationRunner runner;
    private final WorkerLease leases;
    private volatile boolean running;

    GracefulShutdown(OperationRunner runner, WorkerLease leases) {
        this.runner = runner;
        this.leases = leases;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        if (!runner.drain(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            log.warn("steps still run after {} s; their operations are taken over by another worker", PATIENCE_SECONDS);
            return;
        }
        try {
            leases.release();
        } catch (DataAccessException e) {
            log.warn(
                    "could not sign off; leases run out by themselves: {}",
                    e.getMostSpecificCause().getMessage());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1_000;
    }
}
