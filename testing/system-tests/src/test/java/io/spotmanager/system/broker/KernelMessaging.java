package io.spotmanager.system.broker;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spotmanager.system.harness.Broker;
import io.spotmanager.workflow.messaging.CommandListener;
import io.spotmanager.workflow.messaging.CommandMessage;
import io.spotmanager.workflow.messaging.ConfirmedPublisher;
import io.spotmanager.workflow.messaging.Topology;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.support.GenericApplicationContext;

/** The messaging of the kernel alone: topology, publisher and listener, wired as in a worker. */
final class KernelMessaging implements AutoCloseable {
    static final String ROUTE = "contract";
    private static final int CONFIRM_SECONDS = 10;
    private static final long RECOVERY_MILLIS = 250;

    private final CachingConnectionFactory connections;
    private final RabbitTemplate rabbit;
    private final ConfirmedPublisher publisher;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final GenericApplicationContext context = new GenericApplicationContext();

    KernelMessaging(Broker broker) {
        connections = new CachingConnectionFactory("127.0.0.1", broker.port());
        connections.setUsername(broker.user());
        connections.setPassword(broker.password());
        connections.setPublisherConfirmType(CachingConnectionFactory.ConfirmType.CORRELATED);
        connections.setPublisherReturns(true);
        connections.setConnectionTimeout((int) Duration.ofSeconds(3).toMillis());
        rabbit = new RabbitTemplate(connections);
        rabbit.setMandatory(true);
        publisher = new ConfirmedPublisher(rabbit, InstantSource.system());
        var topology = new Topology(broker.queues());
        context.registerBean("shared", Declarables.class, topology::shared);
        context.registerBean("commands", Declarables.class, () -> topology.commandsOf(ROUTE));
        context.registerBean(RabbitAdmin.class, () -> new RabbitAdmin(connections));
        context.refresh();
    }

    /** Consumes commands as a worker does, with the given number of unacknowledged messages. */
    SimpleMessageListenerContainer listen(int prefetch, Consumer<UUID> operation) {
        var container = new SimpleMessageListenerContainer(connections);
        container.setQueueNames(Topology.commandQueue(ROUTE));
        container.setAcknowledgeMode(AcknowledgeMode.MANUAL);
        container.setPrefetchCount(prefetch);
        container.setMissingQueuesFatal(false);
        container.setRecoveryInterval(RECOVERY_MILLIS);
        container.setFailedDeclarationRetryInterval(RECOVERY_MILLIS);
        container.setShutdownTimeout(RECOVERY_MILLIS);
        container.setMessageListener(new CommandListener(operation, threads, publisher, meters));
        container.afterPropertiesSet();
        container.start();
        return container;
    }

    boolean sendCommand(UUID operation) {
        return sendCommand(operation, ROUTE);
    }

    boolean sendCommand(UUID operation, String route) {
        return answer(publisher.sendCommand(1, CommandMessage.of(operation), route));
    }

    boolean sendRaw(String body) {
        var message = MessageBuilder.withBody(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .setDeliveryMode(MessageDeliveryMode.PERSISTENT)
                .build();
        return answer(publisher.publish(Topology.COMMANDS, ROUTE, message));
    }

    private static boolean answer(java.util.concurrent.CompletableFuture<Boolean> published) {
        return published
                .completeOnTimeout(false, CONFIRM_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Removes and returns the oldest dead letter; null if there is none, or no broker. */
    @Nullable
    Message deadLetter() {
        try {
            return rabbit.receive(Topology.DEAD_LETTERS);
        } catch (AmqpException e) {
            return null;
        }
    }

    /** Rejects one command without requeueing it; returns false if there is none. */
    boolean rejectOne() {
        return Boolean.TRUE.equals(rabbit.execute(channel -> {
            var got = channel.basicGet(Topology.commandQueue(ROUTE), false);
            if (got != null) {
                channel.basicReject(got.getEnvelope().getDeliveryTag(), false);
            }
            return got != null;
        }));
    }

    double undecodable() {
        return meters.counter("spot.nudges.undecodable").count();
    }

    void forgetEverything() {
        var admin = context.getBean(RabbitAdmin.class);
        admin.initialize();
        admin.purgeQueue(Topology.commandQueue(ROUTE), false);
        admin.purgeQueue(Topology.DEAD_LETTERS, false);
    }

    @Override
    public void close() {
        context.close();
        connections.destroy();
        threads.shutdownNow();
    }
}
