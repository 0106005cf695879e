package io.spotmanager.workflow.wiring;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.spotmanager.workflow.event.OperationEvents;
import io.spotmanager.workflow.execution.DatabaseTime;
import io.spotmanager.workflow.execution.ExecutorConfig;
import io.spotmanager.workflow.execution.OperationQuarantine;
import io.spotmanager.workflow.execution.OperationRunner;
import io.spotmanager.workflow.execution.WorkerLease;
import io.spotmanager.workflow.execution.WorkerRegistry;
import io.spotmanager.workflow.operation.OperationStore;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The workflows that this process runs. Each is a worker of its own, with a row, leases and a queue. Stops after the consumers of
 * commands and before the heartbeat: waits until all running steps are saved, then unregisters the workers.
 */
final class WorkflowHost implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(WorkflowHost.class);
    private static final int PATIENCE_SECONDS = 25;

    /** One workflow of this process. */
    record HostedWorkflow(String name, WorkerLease lease, OperationRunner runner, OperationQuarantine quarantine) {
        /**
         * @param heartbeat runs the statements of the worker's row
         * @param time corrected by each heartbeat
         */
        static HostedWorkflow of(
                ExecutorConfig config,
                OperationStore store,
                OperationEvents events,
                JdbcClient heartbeat,
                DatabaseTime time) {
            var workflow = config.workflow();
            var lease = new WorkerLease(
                    new WorkerRegistry(heartbeat, config.worker(), workflow.table()),
                    config.settings(),
                    System::nanoTime,
                    UUID::randomUUID,
                    time);
            return new HostedWorkflow(
                    workflow.name(),
                    lease,
                    new OperationRunner(store, lease, config, events),
                    new OperationQuarantine(store, config, events));
        }

        private void stop() {
            if (!runner.drain(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                log.warn(
                        "Steps of workflow {} still run after {} s; another worker will take over their operations",
                        name,
                        PATIENCE_SECONDS);
                return;
            }
            try {
                lease.release();
            } catch (DataAccessException e) {
                log.warn(
                        "The worker of workflow {} could not be unregistered; its leases will expire: {}",
                        name,
                        e.getMostSpecificCause().getMessage());
            }
        }
    }

    private final List<HostedWorkflow> workflows;
    private volatile boolean running;

    /** @throws IllegalArgumentException if two workflows have the same name, because they would share a queue */
    WorkflowHost(List<HostedWorkflow> workflows) {
        this.workflows = List.copyOf(workflows);
        this.workflows.stream()
                .collect(groupingBy(HostedWorkflow::name, counting()))
                .forEach((name, count) -> {
                    if (count > 1) {
                        throw new IllegalArgumentException(
                                "%d workflows of this process are called %s. Give each a name of its own."
                                        .formatted(count, name));
                    }
                });
    }

    List<HostedWorkflow> workflows() {
        return workflows;
    }

    /** Sends one heartbeat for each workflow. Must be called regularly. Never throws. */
    void heartbeat() {
        workflows.forEach(hosted -> hosted.lease().heartbeat());
    }

    /** True if every workflow can claim operations. */
    boolean canClaim() {
        return workflows.stream().allMatch(hosted -> hosted.lease().canClaim());
    }

    @Override
    public void start() {
        running = true;
    }

    /** Blocks until every workflow has stopped, at most as long as one of them may take. */
    @Override
    public void stop() {
        running = false;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            workflows.forEach(hosted -> threads.execute(hosted::stop));
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
