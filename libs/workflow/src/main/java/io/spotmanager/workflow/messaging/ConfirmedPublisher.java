package io.spotmanager.workflow.messaging;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/**
 * Publishes with certainty: a message counts as published when the broker has confirmed it and has not returned it.
 * RabbitMQ returns an unroutable message and then confirms it, Broker-J refuses it and then returns it; either way it
 * was not published.
 */
public final class ConfirmedPublisher {
    private final RabbitTemplate rabbit;

    /** @param rabbit mandatory, on a connection with correlated confirms and returns */
    public ConfirmedPublisher(RabbitTemplate rabbit) {
        this.rabbit = rabbit;
    }

    /** @return true once published; false if it was not; never completes exceptionally */
    public CompletableFuture<Boolean> publish(String exchange, String route, Message message) {
        var correlation = new CorrelationData(UUID.randomUUID().toString());
        try {
            rabbit.send(exchange, route, message, correlation);
        } catch (AmqpException e) {
            return CompletableFuture.completedFuture(false);
        }
        return correlation
                .getFuture()
                .thenApply(confirm -> confirm.ack() && correlation.getReturned() == null)
                .exceptionally(failure -> false);
    }

    public CompletableFuture<Boolean> sendCommand(UUID operation, String route) {
        return publish(Topology.COMMANDS, route, new CommandMessage(operation).encoded());
    }
}
