package io.spotmanager.workflow.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.workflow.description.WorkflowDescriptions;
import io.spotmanager.workflow.event.OperationEvents;
import io.spotmanager.workflow.execution.ExecutionSettings;
import io.spotmanager.workflow.execution.ExecutorConfig;
import io.spotmanager.workflow.execution.OperationQuarantine;
import io.spotmanager.workflow.execution.OperationRunner;
import io.spotmanager.workflow.execution.RecoverySweeper;
import io.spotmanager.workflow.execution.WorkerLease;
import io.spotmanager.workflow.execution.WorkerRegistry;
import io.spotmanager.workflow.messaging.CommandListener;
import io.spotmanager.workflow.messaging.ConfirmedPublisher;
import io.spotmanager.workflow.messaging.Topology;
import io.spotmanager.workflow.operation.OperationStore;
import io.spotmanager.workflow.step.Workflow;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The beans of a worker. An application that imports this and defines a {@link Workflow} bean runs that workflow's operations. */
@Configuration(proxyBeanMethods = false)
@Import(KernelConfiguration.class)
@PropertySource("classpath:worker.properties")
@EnableConfigurationProperties(ExecutionSettings.class)
public class WorkerConfiguration {
    @Bean
    WorkerRegistry workerRegistry(JdbcClient jdbc, Workflow workflow, @Value("${spot.worker.name:}") String name) {
        return new WorkerRegistry(jdbc, WorkerName.orOwn(name, workflow), workflow.table());
    }

    /** Done before the first command is taken. A worker that cannot write its description could not claim an operation either. */
    @Bean
    SmartInitializingSingleton workflowRegistration(WorkflowDescriptions descriptions, Workflow workflow) {
        return () -> descriptions.register(workflow.description());
    }

    @Bean
    @DependsOn("schema")
    HeartbeatConnection heartbeatConnection(DataSource database) {
        return new HeartbeatConnection(database);
    }

    @Bean
    WorkerLease leaseKeeper(
            HeartbeatConnection heartbeat, WorkerRegistry registry, Workflow workflow, ExecutionSettings settings) {
        return new WorkerLease(
                new WorkerRegistry(heartbeat.jdbc(), registry.name(), workflow.table()),
                settings.lease(),
                System::nanoTime,
                UUID::randomUUID);
    }

    @Bean
    LeaseHealthIndicator leaseHealthIndicator(WorkerLease leases) {
        return new LeaseHealthIndicator(leases);
    }

    @Bean
    OperationRunner operationRunner(
            OperationStore store, WorkerLease leases, ExecutorConfig parts, OperationEvents events) {
        return new OperationRunner(store, leases, parts, events);
    }

    @Bean
    ExecutorConfig walkerParts(
            Workflow workflow,
            WorkerRegistry registry,
            ExecutionSettings settings,
            InstantSource clock,
            MeterRegistry meters) {
        return new ExecutorConfig(workflow, registry.name(), settings, clock, RandomGenerator.getDefault(), meters);
    }

    @Bean
    FixedDelayTask heartbeatPulse(WorkerLease leases, ExecutionSettings settings) {
        return new FixedDelayTask("heartbeat", settings.heartbeat(), leases::heartbeat);
    }

    @Bean
    FixedDelayTask sweepPulse(
            WorkerRegistry registry,
            ExecutionSettings settings,
            OperationStore store,
            ExecutorConfig parts,
            OperationEvents events) {
        var quarantine = new OperationQuarantine(store, parts, events);
        return new FixedDelayTask(
                "sweep", settings.sweep(), new RecoverySweeper(registry, settings, quarantine)::sweep);
    }

    @Bean
    Declarables commandTopology(Topology topology, Workflow workflow) {
        return topology.commandsOf(workflow.name());
    }

    @Bean
    SimpleMessageListenerContainer commands(
            CachingConnectionFactory connections,
            OperationRunner runner,
            ConfirmedPublisher publisher,
            ExecutorService kernelThreads,
            ExecutionSettings settings,
            MeterRegistry meters) {
        var container = new SimpleMessageListenerContainer(connections);
        container.setQueueNames(Topology.commandQueue(runner.workflow().name()));
        container.setAcknowledgeMode(AcknowledgeMode.MANUAL);
        container.setPrefetchCount(settings.concurrency());
        container.setMissingQueuesFatal(false);
        container.setRecoveryInterval(settings.sweep().toMillis());
        container.setFailedDeclarationRetryInterval(settings.sweep().toMillis());
        container.setMessageListener(new CommandListener(runner::run, kernelThreads, publisher, meters));
        return container;
    }

    @Bean
    FixedDelayTask commandValvePulse(
            WorkerLease leases, SimpleMessageListenerContainer commands, ExecutionSettings settings) {
        return new FixedDelayTask(
                "command-valve", settings.heartbeat(), new ConsumerPause(leases::canClaim, commands)::turn);
    }

    @Bean
    GracefulShutdown cleanStop(OperationRunner runner, WorkerLease leases) {
        return new GracefulShutdown(runner, leases);
    }
}
