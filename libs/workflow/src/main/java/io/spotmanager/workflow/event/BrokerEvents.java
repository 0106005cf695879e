package io.spotmanager.workflow.event;

import io.spotmanager.workflow.batch.Batcher;
import io.spotmanager.workflow.messaging.Topology;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/**
 * Sends changes to the broker, unconfirmed and off the worker's path; drops them rather than hold anything up. Changes of
 * the same few milliseconds share a message.
 */
public final class BrokerEvents implements OperationEvents, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BrokerEvents.class);
    private static final Duration LINGER = Duration.ofMillis(10);
    private static final int LARGEST_MESSAGE = 200;

    private final CachingConnectionFactory connections;
    private final RabbitTemplate rabbit;
    private final Batcher<OperationChanged> waiting;

    /** @param connections for this alone, without confirms; closed with this */
    public BrokerEvents(CachingConnectionFactory connections, ExecutorService threads) {
        this.connections = connections;
        this.rabbit = new RabbitTemplate(connections);
        this.waiting = new Batcher<>(LINGER, LARGEST_MESSAGE, threads, this::send);
    }

    @Override
    public void changed(OperationChanged change) {
        waiting.add(change);
    }

    /** Sends what is waiting before it closes. */
    @Override
    public void close() {
        waiting.flush();
        connections.destroy();
    }

    private void send(List<OperationChanged> changes) {
        try {
            rabbit.send(Topology.EVENTS, OperationChanges.ROUTE, new OperationChanges(changes).message());
        } catch (AmqpException e) {
            log.debug("{} events were dropped: the broker does not answer", changes.size(), e);
        }
    }
}
