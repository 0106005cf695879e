package io.spotmanager.workflow.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.domain.trace.Tracing;
import io.spotmanager.workflow.description.WorkflowDescriptions;
import io.spotmanager.workflow.event.OperationEvents;
import io.spotmanager.workflow.execution.DatabaseTime;
import io.spotmanager.workflow.execution.ExecutionSettings;
import io.spotmanager.workflow.execution.ExecutorConfig;
import io.spotmanager.workflow.execution.RecoverySweeper;
import io.spotmanager.workflow.execution.SharedHeartbeat;
import io.spotmanager.workflow.machine.StateMachineSettings;
import io.spotmanager.workflow.machine.WorkflowMachine;
import io.spotmanager.workflow.management.MetricsTokenConfiguration;
import io.spotmanager.workflow.messaging.CommandListener;
import io.spotmanager.workflow.messaging.ConfirmedPublisher;
import io.spotmanager.workflow.messaging.Topology;
import io.spotmanager.workflow.operation.OperationStore;
import io.spotmanager.workflow.operation.Pause;
import io.spotmanager.workflow.step.Workflow;
import io.spotmanager.workflow.wiring.WorkflowHost.HostedWorkflow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.PropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The beans of a worker process. An application imports this and defines any number of {@link Workflow} beans; the process runs the
 * operations of each.
 */
@Configuration(proxyBeanMethods = false)
@Import({KernelConfiguration.class, MetricsTokenConfiguration.class})
@PropertySource("classpath:worker.properties")
@EnableConfigurationProperties({ExecutionSettings.class, StateMachineSettings.class})
public class WorkerConfiguration {
    private static final Duration CLOCK = Duration.ofSeconds(5);

    /**
     * Of a worker with nothing to do: one may be late. It holds no lease, so it loses nothing but its name in the database if it counts as
     * dead, and the first command finds a proof that is good for half a lease.
     */
    private static final int BEATS_IN_A_LEASE = 2;

    /** Done before the first command is taken. A worker that cannot write its description could not claim an operation either. */
    @Bean
    SmartInitializingSingleton workflowRegistration(WorkflowDescriptions descriptions, List<Workflow> workflows) {
        return () -> workflows.forEach(workflow -> descriptions.register(workflow.description()));
    }

    /** The time of steps and of what they write, instead of the process's own. */
    @Bean
    @Primary
    DatabaseTime databaseTime() {
        return DatabaseTime.steadily();
    }

    @Bean
    FixedDelayTask clockTask(DatabaseTime time, MeterRegistry meters) {
        return new FixedDelayTask("clock", CLOCK, new ClockWatch(InstantSource.system(), time, meters)::look);
    }

    /** @param name of the workers in the history; blank for the workflow, host and process of each */
    @Bean
    WorkflowHost workflowHost(
            List<Workflow> workflows,
            @Value("${spot.worker.name:}") String name,
            OperationStore store,
            OperationEvents events,
            SteadyConnection heartbeat,
            ExecutionSettings settings,
            StateMachineSettings machines,
            DatabaseTime time,
            MeterRegistry meters,
            ObjectProvider<Tracing> tracing) {
        return new WorkflowHost(workflows.stream()
                .map(workflow -> HostedWorkflow.of(
                        new ExecutorConfig(
                                workflow,
                                WorkflowMachine.of(workflow.table(), machines),
                                name.isBlank() ? ownName(workflow) : name,
                                settings,
                                time,
                                RandomGenerator.getDefault(),
                                meters,
                                Pause.REAL,
                                tracing.getIfAvailable(() -> Tracing.OFF)),
                        store,
                        events,
                        heartbeat.jdbc(),
                        time))
                .toList());
    }

    private static String ownName(Workflow workflow) {
        return "%s@%s/%d"
                .formatted(
                        workflow.name(),
                        WitnessConfiguration.hostName(),
                        ProcessHandle.current().pid());
    }

    @Bean
    LeaseHealthIndicator leaseHealthIndicator(WorkflowHost host) {
        return new LeaseHealthIndicator(host::canClaim);
    }

    @Bean
    PacedTask heartbeatTask(
            WorkflowHost host,
            SteadyConnection connection,
            DatabaseTime time,
            WorkWatch watch,
            ExecutionSettings settings,
            Pace pace) {
        var leases = host.workflows().stream().map(HostedWorkflow::lease).toList();
        return new PacedTask(
                "heartbeat",
                settings.heartbeat(),
                settings.lease().dividedBy(BEATS_IN_A_LEASE),
                pace,
                new Heartbeats(host, new SharedHeartbeat(connection.jdbc(), leases, time), watch, pace)::send);
    }

    /** An open operation keeps the pace quick, whoever executes it: its worker may die. So does the row of a dead worker, until the sweep has removed it. */
    @Bean
    WorkWatch.Watched openOperations(ExecutionSettings settings, Pace pace) {
        return new WorkWatch.Watched(
                WorkSign.when("""
                        exists (select from operation where open)
                        or exists (select from worker where beat_at < now() - interval '%d milliseconds')""".formatted(settings.lease().toMillis())), pace);
    }

    @Bean
    PacedTask sweepTask(
            JdbcClient jdbc, ExecutionSettings settings, WorkflowHost host, MeterRegistry meters, Pace pace) {
        var quarantines =
                host.workflows().stream().map(HostedWorkflow::quarantine).toList();
        var sweeper = new RecoverySweeper(jdbc, settings, quarantines, meters);
        return new PacedTask("sweep", settings.sweep(), KernelConfiguration.IDLE, pace, sweeper::sweep);
    }

    @Bean
    Declarables commandTopology(Topology topology, List<Workflow> workflows) {
        return new Declarables(workflows.stream()
                .flatMap(workflow -> topology.commandsOf(workflow.name()).getDeclarables().stream())
                .toList());
    }

    @Bean
    CommandConsumers commandConsumers(
            WorkflowHost host,
            CachingConnectionFactory connections,
            ConfirmedPublisher publisher,
            ExecutorService kernelThreads,
            ExecutionSettings settings,
            MeterRegistry meters,
            Pace pace,
            AutowireCapableBeanFactory beans,
            ObjectProvider<Tracing> tracing) {
        return new CommandConsumers(host.workflows().stream()
                .map(hosted -> {
                    var container = new SimpleMessageListenerContainer(connections);
                    container.setQueueNames(Topology.commandQueue(hosted.name()));
                    container.setAcknowledgeMode(AcknowledgeMode.MANUAL);
                    container.setPrefetchCount(settings.concurrency());
                    container.setMissingQueuesFatal(false);
                    container.setRecoveryInterval(settings.sweep().toMillis());
                    container.setFailedDeclarationRetryInterval(settings.sweep().toMillis());
                    container.setMessageListener(new CommandListener(
                            operation -> {
                                pace.beat();
                                hosted.runner().run(operation);
                            },
                            kernelThreads,
                            publisher,
                            meters,
                            tracing.getIfAvailable(() -> Tracing.OFF)));
                    // As a bean of this name: it finds what declares its queue, and its metrics carry the name.
                    return (SimpleMessageListenerContainer) beans.initializeBean(container, "commands");
                })
                .toList());
    }

    @Bean
    FixedDelayTask consumerPauseTask(WorkflowHost host, CommandConsumers consumers, ExecutionSettings settings) {
        return new FixedDelayTask(
                "command-valve", settings.heartbeat(), new ConsumerPause(host::canClaim, consumers)::turn);
    }
}
