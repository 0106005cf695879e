package io.spotmanager.workflow.event;

import io.spotmanager.workflow.messaging.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/**
 * Sends changes to the broker, unconfirmed and off the worker's path; drops them rather than hold anything up. Changes of
 * the same few milliseconds share a message.
 */
public final class BrokerEvents implements OperationEvents, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BrokerEvents.class);
    private static final int LINGER_MS = 10;
    private static final int MOST_WAITING = 10_000;
    private static final int LARGEST_MESSAGE = 200;

    private final CachingConnectionFactory connections;
    private final RabbitTemplate rabbit;
    private final Executor later;
    private final BlockingQueue<OperationChanged> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /** @param connections for this alone, without confirms; closed with this */
    public BrokerEvents(CachingConnectionFactory connections, ExecutorService threads) {
        this.connections = connections;
        this.rabbit = new RabbitTemplate(connections);
        this.later = CompletableFuture.delayedExecutor(LINGER_MS, TimeUnit.MILLISECONDS, threads);
    }

    @Override
    public void changed(OperationChanged change) {
        if (waiting.offer(change) && scheduled.compareAndSet(false, true)) {
            later.execute(this::sendWaiting);
        }
    }

    /** Sends what is waiting before it closes. */
    @Override
    public void close() {
        sendWaiting();
        connections.destroy();
    }

    private void sendWaiting() {
        scheduled.set(false); // before the queue is read: who offers after that schedules anew
        var changes = new ArrayList<OperationChanged>();
        while (waiting.drainTo(changes, LARGEST_MESSAGE) > 0) {
            send(List.copyOf(changes));
            changes.clear();
        }
    }

    private void send(List<OperationChanged> changes) {
        var message = MessageBuilder.withBody(new OperationChanges(changes).encoded())
                .setContentType("application/json")
                .setDeliveryMode(MessageDeliveryMode.NON_PERSISTENT)
                .build();
        try {
            rabbit.send(Topology.EVENTS, OperationChanges.ROUTE, message);
        } catch (AmqpException e) {
            log.debug("{} events were dropped: the broker does not answer", changes.size(), e);
        }
    }
}
