package io.spotmanager.simulation.service;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spotmanager.simulation.cloud.CloudLog.StepNote;
import io.spotmanager.simulation.engine.Actor;
import io.spotmanager.workflow.execution.DatabaseTime;
import io.spotmanager.workflow.execution.ExecutionSettings;
import io.spotmanager.workflow.execution.ExecutionSettings.BackoffSettings;
import io.spotmanager.workflow.execution.ExecutorConfig;
import io.spotmanager.workflow.execution.OperationQuarantine;
import io.spotmanager.workflow.execution.OperationRunner;
import io.spotmanager.workflow.execution.RecoverySweeper;
import io.spotmanager.workflow.execution.WorkerLease;
import io.spotmanager.workflow.execution.WorkerRegistry;
import io.spotmanager.workflow.machine.WorkflowMachine;
import io.spotmanager.workflow.messaging.CommandListener;
import io.spotmanager.workflow.operation.OperationStore;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepContext;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;

/** A worker with one workflow, wired as in {@code WorkerConfiguration}. */
final class WorkerSlot extends ProcessSlot {
    static final ExecutionSettings SETTINGS = new ExecutionSettings(
            Duration.ofSeconds(3),
            Duration.ofMillis(400),
            Duration.ofMillis(250),
            Duration.ofSeconds(4),
            2,
            4,
            new BackoffSettings(Duration.ofMillis(200), Duration.ofSeconds(15)));

    /** Marks a thread that executes a command outside of a step. */
    private static final Object EXECUTING = new Object();

    private static final Duration MACHINES_WRONG = Duration.ofMinutes(10);

    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

    private final Function<InstantSource, Workflow> workflows;
    private final WorkflowMachine machine;

    /** Of the database: the machine of each worker has a wrong time, and no decision may depend on it. */
    private final Duration ahead;

    private @Nullable WorkerLease lease;
    private @Nullable RecoverySweeper sweeper;
    private int ids;

    /** @param workflows builds the workflow on the worker's own clock */
    WorkerSlot(
            Parts parts,
            String name,
            int session,
            Function<InstantSource, Workflow> workflows,
            WorkflowMachine machine) {
        super(parts, name, session);
        this.workflows = workflows;
        this.machine = machine;
        this.ahead = session % 2 == 0 ? MACHINES_WRONG.negated() : MACHINES_WRONG;
    }

    @Override
    void start() {
        var scheduler = parts().scheduler();
        var common = common();
        var time = new DatabaseTime(scheduler.time().shifted(() -> ahead));
        var workflow = parts().surgery().workflows().apply(workflows.apply(time));
        var store = new OperationStore(common.jdbc());
        var own = new WorkerLease(
                new WorkerRegistry(common.jdbc(), name(), workflow.table()),
                SETTINGS,
                scheduler.time()::nanoTime,
                this::nextId,
                time);
        lease = own;
        var config = new ExecutorConfig(
                noting(workflow, own),
                machine,
                name(),
                SETTINGS,
                time,
                new SplittableRandom(scheduler.choices().nextLong()),
                METERS,
                scheduler::sleep);
        sweeper = new RecoverySweeper(
                common.jdbc(), SETTINGS, List.of(new OperationQuarantine(store, config, change -> {})), METERS);
        var runner = new OperationRunner(store, own, config, change -> {});
        scheduler.start(common.life(), "start", () -> {
            own.heartbeat();
            parts().broker()
                    .subscribe(
                            common.life(),
                            workflow.name(),
                            (message, channel) -> listen(runner, message, Objects.requireNonNull(channel)),
                            own::canClaim,
                            SETTINGS.concurrency());
        });
    }

    private UUID nextId() {
        return UUID.nameUUIDFromBytes(
                (name() + " identity " + ++ids).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private void listen(OperationRunner runner, Message message, com.rabbitmq.client.Channel channel) {
        var scheduler = parts().scheduler();
        var tag = message.getMessageProperties().getDeliveryTag();
        var execution = parts().surgery().execution().around(runner::run, () -> {
            try {
                channel.basicAck(tag, false);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        new CommandListener(
                        id -> {
                            var actor = scheduler.actor("an execution");
                            actor.setNote(EXECUTING);
                            try {
                                execution.accept(id);
                            } finally {
                                actor.setNote(null);
                            }
                        },
                        new SimulatedThreads(scheduler, common().life(), "execution"),
                        common().publisher(),
                        METERS)
                .onMessage(message, channel);
    }

    /** The same workflow, whose calls know which claim they belong to. */
    private Workflow noting(Workflow workflow, WorkerLease own) {
        var steps = new HashMap<String, Step>();
        workflow.steps().forEach((name, step) -> steps.put(name, context -> noted(step, context, own)));
        return new Workflow(
                workflow.table(), steps, workflow.actions(), workflow.titles(), workflow.lateEffectWindow());
    }

    private StepOutcome noted(Step step, StepContext context, WorkerLease own) {
        Actor actor = parts().scheduler().actor("a step");
        actor.setNote(parts().database()
                .own()
                .sql(
                        "select case when leased_by = ? then fence else 0 end as fence, audit_seq from operation where id = ?")
                .params(own.worker(), context.operationId())
                .query((row, number) ->
                        new StepNote(context.operationId(), row.getLong("fence"), row.getInt("audit_seq")))
                .single());
        var outcome = step.run(context);
        actor.setNote(EXECUTING);
        return outcome;
    }

    /** Sends a heartbeat on the calling thread. */
    void heartbeat() {
        Objects.requireNonNull(lease).heartbeat();
    }

    void sweep() {
        Objects.requireNonNull(sweeper).sweep();
    }

    UUID identity() {
        return Objects.requireNonNull(lease).worker();
    }
}
