package io.spotmanager.bench;

import com.rabbitmq.client.ConnectionFactory;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spotmanager.db.Schema;
import io.spotmanager.quickstart.EmbeddedBroker;
import io.spotmanager.workflow.event.BrokerEvents;
import io.spotmanager.workflow.event.OperationEvents;
import io.spotmanager.workflow.execution.ExecutionSettings;
import io.spotmanager.workflow.execution.ExecutionSettings.BackoffSettings;
import io.spotmanager.workflow.execution.ExecutorConfig;
import io.spotmanager.workflow.execution.OperationQuarantine;
import io.spotmanager.workflow.execution.OperationRunner;
import io.spotmanager.workflow.execution.RecoverySweeper;
import io.spotmanager.workflow.execution.WorkerLease;
import io.spotmanager.workflow.execution.WorkerRegistry;
import io.spotmanager.workflow.machine.StateMachineSettings;
import io.spotmanager.workflow.machine.WorkflowMachine;
import io.spotmanager.workflow.messaging.CommandListener;
import io.spotmanager.workflow.messaging.ConfirmedPublisher;
import io.spotmanager.workflow.messaging.Topology;
import io.spotmanager.workflow.messaging.Topology.QueueArguments;
import io.spotmanager.workflow.operation.OperationStore;
import io.spotmanager.workflow.operation.OperationSubmission;
import io.spotmanager.workflow.outbox.Outbox;
import io.spotmanager.workflow.outbox.OutboxRelay;
import io.spotmanager.workflow.step.Workflow;
import io.spotmanager.workflow.wiring.FixedDelayTask;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory.ConfirmType;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Submission and worker of one workflow in one process, wired as in {@code WorkerConfiguration}. */
final class KernelHarness {
    private static final String WORKER_OPTIONS = "spring.datasource.hikari.data-source-properties.options";
    private static final ExecutionSettings SETTINGS = new ExecutionSettings(
            Duration.ofSeconds(3),
            Duration.ofMillis(200),
            Duration.ofMillis(100),
            Duration.ofSeconds(4),
            64,
            10,
            new BackoffSettings(Duration.ofMillis(200), Duration.ofSeconds(15)));

    private final OperationSubmission intake;
    private final OutboxRelay dispatcher;

    private KernelHarness(OperationSubmission intake, OutboxRelay dispatcher) {
        this.intake = intake;
        this.dispatcher = dispatcher;
    }

    OperationSubmission intake() {
        return intake;
    }

    OutboxRelay dispatcher() {
        return dispatcher;
    }

    static KernelHarness open(
            String jdbcUrl, String broker, Workflow workflow, StateMachineSettings machines, OperationEvents listener)
            throws Exception {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var database = database(jdbcUrl);
        new Schema(database).migrate();
        var jdbc = JdbcClient.create(database);
        var embedded = broker.equals("embedded");
        var address = embedded
                ? URI.create("amqp://spot:bench@127.0.0.1:"
                        + EmbeddedBroker.start("bench").port())
                : URI.create(broker);
        var connections = connections(address, ConfirmType.CORRELATED);
        declare(connections, embedded ? EmbeddedBroker.QUEUES : QueueArguments.QUORUM, workflow);
        var publisher = publisher(connections);
        var outbox = new Outbox(jdbc);
        if (embedded) {
            outbox.refill();
        }
        var dispatcher = new OutboxRelay(outbox, publisher, threads);
        var clock = InstantSource.system();
        var registry = new WorkerRegistry(jdbc, "bench", workflow.table());
        var leases = new WorkerLease(registry, SETTINGS, System::nanoTime, UUID::randomUUID);
        var meters = new SimpleMeterRegistry();
        var events = new BrokerEvents(connections(address, ConfirmType.NONE), threads);
        var store = new OperationStore(jdbc);
        var machine = WorkflowMachine.of(workflow.table(), machines);
        var config =
                new ExecutorConfig(workflow, machine, "bench", SETTINGS, clock, RandomGenerator.getDefault(), meters);
        var runner = new OperationRunner(store, leases, config, now -> {
            listener.changed(now);
            events.changed(now);
        });
        leases.heartbeat();
        new FixedDelayTask("heartbeat", SETTINGS.heartbeat(), leases::heartbeat).start();
        new FixedDelayTask(
                        "sweep",
                        SETTINGS.sweep(),
                        new RecoverySweeper(
                                jdbc, SETTINGS, List.of(new OperationQuarantine(store, config, events)), meters)::sweep)
                .start();
        new FixedDelayTask("relay", Duration.ofMillis(100), dispatcher::relay).start();
        listen(connections, new CommandListener(runner::run, threads, publisher, meters), workflow);
        return new KernelHarness(new OperationSubmission(jdbc, clock), dispatcher);
    }

    private static HikariDataSource database(String url) throws IOException {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername("postgres");
        config.setMaximumPoolSize(10);
        config.addDataSourceProperty("ApplicationName", "spot-" + UUID.randomUUID());
        config.addDataSourceProperty("prepareThreshold", "3");
        config.addDataSourceProperty(
                "options",
                PropertiesLoaderUtils.loadAllProperties("worker.properties").getProperty(WORKER_OPTIONS));
        return new HikariDataSource(config);
    }

    private static CachingConnectionFactory connections(URI address, ConfirmType confirms) throws Exception {
        var rabbit = new ConnectionFactory();
        rabbit.setUri(address);
        var connections = new CachingConnectionFactory(rabbit);
        connections.setPublisherConfirmType(confirms);
        connections.setPublisherReturns(confirms != ConfirmType.NONE);
        connections.setChannelCacheSize(64);
        return connections;
    }

    private static void declare(CachingConnectionFactory connections, QueueArguments arguments, Workflow workflow) {
        var topology = new Topology(arguments);
        var admin = new RabbitAdmin(connections);
        for (var declarables : new Declarables[] {topology.shared(), topology.commandsOf(workflow.name())}) {
            declarables
                    .getDeclarablesByType(org.springframework.amqp.core.Exchange.class)
                    .forEach(admin::declareExchange);
            declarables
                    .getDeclarablesByType(org.springframework.amqp.core.Queue.class)
                    .forEach(admin::declareQueue);
            declarables
                    .getDeclarablesByType(org.springframework.amqp.core.Binding.class)
                    .forEach(admin::declareBinding);
        }
    }

    private static ConfirmedPublisher publisher(CachingConnectionFactory connections) {
        var rabbit = new RabbitTemplate(connections);
        rabbit.setMandatory(true);
        return new ConfirmedPublisher(rabbit, InstantSource.system());
    }

    private static void listen(CachingConnectionFactory connections, CommandListener listener, Workflow workflow) {
        var container = new SimpleMessageListenerContainer(connections);
        container.setQueueNames(Topology.commandQueue(workflow.name()));
        container.setAcknowledgeMode(AcknowledgeMode.MANUAL);
        container.setPrefetchCount(SETTINGS.concurrency());
        container.setMessageListener(listener);
        container.start();
    }
}
