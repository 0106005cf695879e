package io.spotmanager.workflow.event;

import io.spotmanager.workflow.messaging.Topology;
import io.spotmanager.workflow.operation.KernelJson;
import io.spotmanager.workflow.operation.Operation;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/** Sends changes to the broker, unconfirmed and off the worker's path; drops them rather than hold anything up. */
public final class BrokerEvents implements OperationEvents, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BrokerEvents.class);
    private static final int UNDER_WAY = 256;

    private final CachingConnectionFactory connections;
    private final RabbitTemplate rabbit;
    private final ExecutorService threads;
    private final Semaphore underWay = new Semaphore(UNDER_WAY);

    /** @param connections for this alone, without confirms; closed with this */
    public BrokerEvents(CachingConnectionFactory connections, ExecutorService threads) {
        this.connections = connections;
        this.rabbit = new RabbitTemplate(connections);
        this.threads = threads;
    }

    @Override
    public void close() {
        connections.destroy();
    }

    @Override
    public void changed(Operation now) {
        if (!underWay.tryAcquire()) {
            return;
        }
        threads.execute(() -> {
            try {
                send(OperationChanged.of(now));
            } finally {
                underWay.release();
            }
        });
    }

    private void send(OperationChanged change) {
        var message = MessageBuilder.withBody(KernelJson.MAPPER.writeValueAsBytes(change))
                .setContentType("application/json")
                .setDeliveryMode(MessageDeliveryMode.NON_PERSISTENT)
                .build();
        try {
            rabbit.send(Topology.EVENTS, "operation.%s.%s".formatted(change.kind(), change.state()), message);
        } catch (AmqpException e) {
            log.debug("an event was dropped: the broker does not answer", e);
        }
    }
}
