package io.spotmanager.workflow.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.audit.AuditTrail;
import io.spotmanager.audit.SecurityVerification;
import io.spotmanager.audit.export.HistoryExport;
import io.spotmanager.db.CloudBinding;
import io.spotmanager.db.CloudIdentity;
import io.spotmanager.db.LoginRole;
import io.spotmanager.db.Schema;
import io.spotmanager.db.WrongCloudException;
import io.spotmanager.domain.trace.Tracing;
import io.spotmanager.workflow.backlog.BacklogGauges;
import io.spotmanager.workflow.backlog.BacklogRepository;
import io.spotmanager.workflow.description.WorkflowDescriptions;
import io.spotmanager.workflow.event.BrokerEvents;
import io.spotmanager.workflow.event.OperationEvents;
import io.spotmanager.workflow.execution.ExecutionSettings;
import io.spotmanager.workflow.freeze.FreezeSwitch;
import io.spotmanager.workflow.messaging.BlockedConnections;
import io.spotmanager.workflow.messaging.ConfirmedPublisher;
import io.spotmanager.workflow.messaging.Topology;
import io.spotmanager.workflow.operation.OperationStore;
import io.spotmanager.workflow.operation.OperationSubmission;
import io.spotmanager.workflow.operation.OperatorActions;
import io.spotmanager.workflow.operation.RefusedCommands;
import io.spotmanager.workflow.operation.UnservedOperations;
import io.spotmanager.workflow.outbox.Outbox;
import io.spotmanager.workflow.outbox.OutboxRelay;
import io.spotmanager.workflow.witness.Witness;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory.ConfirmType;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.amqp.autoconfigure.CachingConnectionFactoryConfigurer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The beans that every part needs: submitting commands, reading operations, publishing commands to the broker. */
@Configuration(proxyBeanMethods = false)
@PropertySource({"classpath:workflow.properties", "classpath:release.properties"})
@PropertySource(value = "classpath:git.properties", ignoreResourceNotFound = true)
@EnableConfigurationProperties(KernelSettings.class)
@Import({WitnessConfiguration.class, HealthConfiguration.class})
public class KernelConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(KernelConfiguration.class);
    private static final Duration BACKLOG = Duration.ofSeconds(5);

    /** Of what runs while there is work: should a look for work not show something, it is done then. */
    static final Duration IDLE = Duration.ofMinutes(5);

    /** Longest time for an answer to a look for work. */
    private static final Duration LOOK = Duration.ofSeconds(3);

    /** Checks that this release can run on the schema of the database, and that it belongs to this cloud, before anything is read or claimed. */
    @Bean
    Schema schema(DataSource database, ObjectProvider<CloudIdentity> cloud, Environment environment) {
        var schema = new Schema(database);
        schema.requireUsable()
                .ifPresent(newer -> LOG.info(
                        "The schema of the database is at version {}, newer than this release, and supports it",
                        newer));
        LoginRole.excess(database).ifPresent(LOG::warn);
        cloud.ifAvailable(identity -> new CloudBinding(database)
                .require(named(identity, environment), environment.getProperty("SPOT_CLOUD_REBIND_FROM")));
        return schema;
    }

    /** The configured name of the cloud, for parts that reach the same cloud at different addresses. */
    private static CloudIdentity named(CloudIdentity identity, Environment environment) {
        var name = environment.getProperty("SPOT_CLOUD_IDENTITY", "").strip();
        if (name.equals(CloudBinding.DEMO.cloud()) && !environment.getProperty("spot.demo", Boolean.class, false)) {
            throw new WrongCloudException("SPOT_CLOUD_IDENTITY must not be '" + name
                    + "': that is the name of the simulated clouds of ./spot demo. Choose another one.");
        }
        return name.isEmpty() ? identity : new CloudIdentity(name, identity.project(), identity.region());
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean(destroyMethod = "close")
    ExecutorService kernelThreads() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }

    @Bean
    @DependsOn("schema")
    OperationStore operationStore(JdbcClient jdbc, Witness witness) {
        return new OperationStore(jdbc, witness);
    }

    @Bean
    @DependsOn("schema")
    FreezeSwitch freezeSwitch(JdbcClient jdbc) {
        return new FreezeSwitch(jdbc);
    }

    @Bean
    OperationSubmission operationSubmission(JdbcClient jdbc, InstantSource clock, Witness witness) {
        return new OperationSubmission(jdbc, clock, witness);
    }

    @Bean
    RefusedCommands refusedCommands(JdbcClient jdbc, InstantSource clock, Witness witness) {
        return new RefusedCommands(jdbc, clock, witness);
    }

    @Bean
    OperatorActions operatorActions(JdbcClient jdbc, OperationStore store, InstantSource clock) {
        return new OperatorActions(jdbc, store, clock);
    }

    @Bean
    AuditTrail auditTrail(JdbcClient jdbc) {
        return new AuditTrail(jdbc);
    }

    @Bean
    SecurityVerification securityVerification(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new SecurityVerification(jdbc, snapshot(transactions));
    }

    @Bean
    HistoryExport historyExport(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new HistoryExport(jdbc, snapshot(transactions));
    }

    private static TransactionTemplate snapshot(PlatformTransactionManager transactions) {
        var snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return snapshot;
    }

    @Bean
    @DependsOn("schema")
    WorkflowDescriptions workflowDescriptions(JdbcClient jdbc) {
        return new WorkflowDescriptions(jdbc);
    }

    @Bean
    Topology topology(KernelSettings settings) {
        return settings.topology();
    }

    @Bean
    Declarables sharedTopology(Topology topology) {
        return topology.shared();
    }

    @Bean
    ConfirmedPublisher confirmedPublisher(
            CachingConnectionFactory connections, InstantSource clock, ObjectProvider<Tracing> tracing) {
        connections.addConnectionListener(new BlockedConnections());
        var rabbit = new RabbitTemplate(connections);
        // A broker without room blocks each connection that publishes, and with it the acknowledgements on it.
        rabbit.setUsePublisherConnection(true);
        rabbit.setMandatory(true);
        return new ConfirmedPublisher(rabbit, clock, tracing.getIfAvailable(() -> Tracing.OFF));
    }

    @Bean
    OperationEvents operationEvents(
            CachingConnectionFactory confirmed,
            CachingConnectionFactoryConfigurer configurer,
            ExecutorService kernelThreads) {
        var unconfirmed = new CachingConnectionFactory(confirmed.getRabbitConnectionFactory());
        configurer.configure(unconfirmed);
        unconfirmed.setPublisherConfirmType(ConfirmType.NONE);
        unconfirmed.setPublisherReturns(false);
        return new BrokerEvents(unconfirmed, kernelThreads);
    }

    @Bean
    @DependsOn("schema")
    Outbox outbox(JdbcClient jdbc) {
        return new Outbox(jdbc);
    }

    @Bean
    OutboxRelay outboxRelay(Outbox outbox, ConfirmedPublisher publisher, ExecutorService kernelThreads) {
        return new OutboxRelay(outbox, publisher, kernelThreads);
    }

    @Bean
    @DependsOn("schema")
    UnservedOperations unservedOperations(JdbcClient jdbc) {
        return new UnservedOperations(jdbc);
    }

    @Bean
    @DependsOn("schema")
    PacedTask backlogTask(JdbcClient jdbc, MeterRegistry meters) {
        return PacedTask.on(
                WorkSign.whileAndAfter("exists (select from operation where open) or exists (select from outbox)"),
                "backlog",
                BACKLOG,
                new BacklogGauges(new BacklogRepository(jdbc), meters)::update);
    }

    @Bean
    Pace pace() {
        return new Pace();
    }

    @Bean
    @DependsOn("schema")
    SteadyConnection steadyConnection(DataSource database, ObjectProvider<ExecutionSettings> worker) {
        var settings = worker.getIfAvailable();
        return new SteadyConnection(database, settings == null ? LOOK : settings.lease());
    }

    /** While there is work, the heartbeats have the steady connection for themselves. */
    @Bean
    WorkWatch workWatch(
            JdbcClient shared,
            SteadyConnection steady,
            Pace pace,
            ObjectProvider<WorkWatch.Watched> signs,
            ObjectProvider<PacedTask> tasks) {
        return new WorkWatch(
                () -> pace.isQuick() ? shared : steady.jdbc(),
                () -> Stream.concat(signs.stream(), tasks.stream().flatMap(task -> task.watched().stream()))
                        .toList(),
                System::nanoTime);
    }

    @Bean
    FixedDelayTask workLook(WorkWatch watch) {
        return new FixedDelayTask("work-look", WorkWatch.EVERY, watch::look);
    }

    /** A row in the outbox keeps the pace quick, so that it is published when it is due. */
    @Bean
    WorkWatch.Watched outboxRows(Pace pace) {
        return new WorkWatch.Watched(WorkSign.when("exists (select from outbox)"), pace);
    }

    @Bean
    PacedTask relayTask(OutboxRelay relay, KernelSettings settings, Pace pace) {
        return new PacedTask("outbox-relay", settings.relay(), IDLE, pace, relay::relay);
    }
}
