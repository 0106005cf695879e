package io.spotmanager.workflow.messaging;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/**
 * Publishes with publisher confirms. A message counts as published if the broker has confirmed it and has not returned it. An
 * unroutable message is not published: RabbitMQ returns and then confirms it, Broker-J refuses and then returns it.
 */
public final class ConfirmedPublisher {
    private final RabbitTemplate rabbit;
    private final InstantSource clock;

    /**
     * @param rabbit mandatory, on a connection with correlated confirms and returns
     * @param clock for the timestamps of messages
     */
    public ConfirmedPublisher(RabbitTemplate rabbit, InstantSource clock) {
        this.rabbit = rabbit;
        this.clock = clock;
    }

    /** @return completes with true when published, with false if not; never completes exceptionally */
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

    /**
     * @param number of the command; the same for a command that is published again
     * @param route the workflow's name
     */
    public CompletableFuture<Boolean> sendCommand(long number, CommandMessage command, String route) {
        return publish(Topology.COMMANDS, route, command.encoded(number, clock.instant()));
    }
}
