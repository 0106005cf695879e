package io.spotmanager.workflow.execution;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spotmanager.domain.trace.Tracing;
import io.spotmanager.workflow.event.OperationChanged;
import io.spotmanager.workflow.execution.ExecutionSettings.BackoffSettings;
import io.spotmanager.workflow.fixture.InterceptedDatabase;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.machine.StateMachineSettings;
import io.spotmanager.workflow.machine.WorkflowMachine;
import io.spotmanager.workflow.operation.OperationStore;
import io.spotmanager.workflow.operation.Pause;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A worker as a process would be one, with a clock that stands still until the test moves it. */
final class TestWorker {
    static final ExecutionSettings SETTINGS = new ExecutionSettings(
            Duration.ofSeconds(30),
            Duration.ofMillis(400),
            Duration.ofMillis(250),
            Duration.ofSeconds(4),
            8,
            3,
            new BackoffSettings(Duration.ofMillis(2), Duration.ofMillis(4)));

    final InterceptedDatabase database;
    final WorkerRegistry registry;
    final LeaseRecovery recovery;
    final WorkerLease keeper;
    final OperationRunner runner;
    final RecoverySweeper sweeper;
    final List<OperationChanged> events = new CopyOnWriteArrayList<>();

    private final JdbcClient jdbc;
    private final AtomicLong nanos = new AtomicLong();
    private final MeterRegistry meters = new SimpleMeterRegistry();

    private TestWorker(
            DataSource connections,
            String name,
            Workflow workflow,
            WorkflowMachine machine,
            DatabaseTime time,
            Tracing tracing) {
        database = new InterceptedDatabase(connections);
        jdbc = JdbcClient.create(database);
        registry = new WorkerRegistry(jdbc, name, workflow.table());
        recovery = new LeaseRecovery(jdbc);
        keeper = new WorkerLease(registry, SETTINGS, nanos::get, UUID::randomUUID, time);
        var config = new ExecutorConfig(
                workflow, machine, name, SETTINGS, time, new SplittableRandom(1), meters, Pause.REAL, tracing);
        var store = new OperationStore(jdbc);
        runner = new OperationRunner(store, keeper, config, events::add);
        sweeper = new RecoverySweeper(
                recovery, SETTINGS, List.of(new OperationQuarantine(store, config, events::add)), nanos::get, meters);
    }

    /** A worker that has registered and beats when the test says so. */
    static TestWorker started(KernelDatabase database, String name, Workflow workflow) {
        return started(database.source(), name, workflow);
    }

    /** One with connections of its own, under its own name, as a process has them. */
    static TestWorker started(DataSource connections, String name, Workflow workflow) {
        return started(connections, name, workflow, WorkflowMachine.of(workflow.table(), StateMachineSettings.DEFAULT));
    }

    /** One whose state machine is another than the workflow's table makes. */
    static TestWorker started(DataSource connections, String name, Workflow workflow, WorkflowMachine machine) {
        return started(new TestWorker(connections, name, workflow, machine, DatabaseTime.steadily(), Tracing.OFF));
    }

    /** One whose machine has another time. */
    static TestWorker started(KernelDatabase database, String name, Workflow workflow, DatabaseTime time) {
        var machine = WorkflowMachine.of(workflow.table(), StateMachineSettings.DEFAULT);
        return started(new TestWorker(database.source(), name, workflow, machine, time, Tracing.OFF));
    }

    /** One whose executions are traced. */
    static TestWorker traced(KernelDatabase database, String name, Workflow workflow, Tracing tracing) {
        var machine = WorkflowMachine.of(workflow.table(), StateMachineSettings.DEFAULT);
        return started(new TestWorker(database.source(), name, workflow, machine, DatabaseTime.steadily(), tracing));
    }

    private static TestWorker started(TestWorker worker) {
        worker.beats();
        return worker;
    }

    void beats() {
        keeper.heartbeat();
    }

    void runs(UUID operation) {
        runner.run(operation);
    }

    boolean drains() {
        return runner.drain(10, TimeUnit.SECONDS);
    }

    UUID id() {
        return keeper.worker();
    }

    /** It stands still for so long, by its own clock and in the eyes of the others, that its leases are over. */
    void wasPausedBeyondItsLease() {
        nanos.addAndGet(SETTINGS.lease().toNanos() + 1);
        wasSilentFor(SETTINGS.lease().plusSeconds(1));
    }

    /** Its latest beat lies that far back, in the eyes of the others. */
    void wasSilentFor(Duration silence) {
        jdbc.sql("update worker set beat_at = now() - ? * interval '1 millisecond' where id = ?")
                .params(silence.toMillis(), id())
                .update();
    }

    /** For this worker's own clock. */
    void timePasses(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    MeterRegistry meters() {
        return meters;
    }

    void sweeps() {
        sweeper.sweep();
    }

    int buriesTheDead() {
        return recovery.expireDeadWorkers(SETTINGS.lease(), SETTINGS.lease().minusSeconds(1))
                .moved();
    }
}
