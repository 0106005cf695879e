package io.spotmanager.workflow.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.workflow.event.OperationEvents;
import io.spotmanager.workflow.execution.ExecutionSettings;
import io.spotmanager.workflow.execution.LeaseKeeper;
import io.spotmanager.workflow.execution.OperationQuarantine;
import io.spotmanager.workflow.execution.OperationRunner;
import io.spotmanager.workflow.execution.Sweeper;
import io.spotmanager.workflow.execution.WalkerParts;
import io.spotmanager.workflow.execution.WorkerRegistry;
import io.spotmanager.workflow.messaging.ConfirmedPublisher;
import io.spotmanager.workflow.messaging.NudgeListener;
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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A worker: give it a {@link Workflow} bean and it runs that workflow's operations. */
@Configuration(proxyBeanMethods = false)
@Import(KernelConfiguration.class)
@PropertySource("classpath:worker.properties")
@EnableConfigurationProperties(ExecutionSettings.class)
public class WorkerConfiguration {
    @Bean
    WorkerRegistry workerRegistry(JdbcClient jdbc, Workflow workflow, @Value("${spot.worker.name:}") String name) {
        return new WorkerRegistry(jdbc, WorkerName.orOwn(name, workflow), workflow.table());
    }

    @Bean
    @DependsOn("schema")
    HeartbeatConnection heartbeatConnection(DataSource database) {
        return new HeartbeatConnection(database);
    }

    @Bean
    LeaseKeeper leaseKeeper(
            HeartbeatConnection heartbeat, WorkerRegistry registry, Workflow workflow, ExecutionSettings settings) {
        return new LeaseKeeper(
                new WorkerRegistry(heartbeat.jdbc(), registry.name(), workflow.table()),
                settings.lease(),
                System::nanoTime,
                UUID::randomUUID);
    }

    @Bean
    LeaseHealthIndicator leaseHealthIndicator(LeaseKeeper leases) {
        return new LeaseHealthIndicator(leases);
    }

    @Bean
    OperationRunner operationRunner(
            OperationStore store, LeaseKeeper leases, WalkerParts parts, OperationEvents events) {
        return new OperationRunner(store, leases, parts, events);
    }

    @Bean
    WalkerParts walkerParts(
            Workflow workflow,
            WorkerRegistry registry,
            ExecutionSettings settings,
            InstantSource clock,
            MeterRegistry meters) {
        return new WalkerParts(workflow, registry.name(), settings, clock, RandomGenerator.getDefault(), meters);
    }

    @Bean
    Pulse heartbeatPulse(LeaseKeeper leases, ExecutionSettings settings) {
        return new Pulse("heartbeat", settings.beat(), leases::beat);
    }

    @Bean
    Pulse sweepPulse(
            WorkerRegistry registry,
            ExecutionSettings settings,
            OperationStore store,
            WalkerParts parts,
            OperationEvents events) {
        var quarantine = new OperationQuarantine(store, parts, events);
        return new Pulse("sweep", settings.sweep(), new Sweeper(registry, settings, quarantine)::sweep);
    }

    @Bean
    Declarables commandTopology(KernelSettings settings, Workflow workflow) {
        return new Topology(settings.dialect()).commandsOf(workflow.name());
    }

    @Bean
    SimpleMessageListenerContainer nudges(
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
        container.setMessageListener(new NudgeListener(runner::run, kernelThreads, publisher, meters));
        return container;
    }

    @Bean
    Pulse nudgeValvePulse(LeaseKeeper leases, SimpleMessageListenerContainer nudges, ExecutionSettings settings) {
        return new Pulse("nudge-valve", settings.beat(), new NudgeValve(leases::mayWork, nudges)::turn);
    }

    @Bean
    CleanStop cleanStop(OperationRunner runner, LeaseKeeper leases) {
        return new CleanStop(runner, leases);
    }
}
