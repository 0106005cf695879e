package io.spotmanager.workflow.wiring;

import io.spotmanager.workflow.execution.OperationRunner;
import io.spotmanager.workflow.execution.WorkerLease;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/** Stops after the listener and before the heartbeat: waits until running steps are saved, then unregisters the worker. */
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
            log.warn("Steps still run after {} s; another worker will take over their operations", PATIENCE_SECONDS);
            return;
        }
        try {
            leases.release();
        } catch (DataAccessException e) {
            log.warn(
                    "The worker could not be unregistered; its leases will expire: {}",
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
