package io.spotmanager.workflow.messaging;

import io.spotmanager.domain.trace.Span;
import io.spotmanager.domain.trace.SpanKind;
import io.spotmanager.domain.trace.TraceAttribute;
import io.spotmanager.domain.trace.Tracing;
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
    private final Tracing tracing;

    /** Publishes without traces. */
    public ConfirmedPublisher(RabbitTemplate rabbit, InstantSource clock) {
        this(rabbit, clock, Tracing.OFF);
    }

    /**
     * @param rabbit mandatory, on a connection with correlated confirms and returns
     * @param clock for the timestamps of messages
     * @param tracing of commands
     */
    public ConfirmedPublisher(RabbitTemplate rabbit, InstantSource clock, Tracing tracing) {
        this.rabbit = rabbit;
        this.clock = clock;
        this.tracing = tracing;
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
        var span = begun(command, route);
        var message = command.encoded(number, clock.instant());
        if (!span.isTraced()) {
            return publish(Topology.COMMANDS, route, message);
        }
        span.context().ifPresent(sent -> sent.writeTo(message.getMessageProperties()::setHeader));
        return publish(Topology.COMMANDS, route, message).thenApply(published -> ended(span, published));
    }

    /** A command without a trace, such as one of an early release, is published without a span: it would begin a trace of its own. */
    private Span begun(CommandMessage command, String route) {
        var trace = command.trace();
        return trace.isEmpty()
                ? Span.NONE
                : tracing.begin(SpanKind.PRODUCER, "publish " + Topology.COMMANDS, trace.get())
                        .with(TraceAttribute.MESSAGING, "rabbitmq")
                        .with(TraceAttribute.MESSAGING_OPERATION, "send")
                        .with(TraceAttribute.MESSAGING_VERB, "publish")
                        .with(TraceAttribute.DESTINATION, Topology.COMMANDS)
                        .with(TraceAttribute.ROUTING_KEY, route)
                        .with(TraceAttribute.OPERATION, command.operationId().toString());
    }

    private static boolean ended(Span span, boolean published) {
        if (!published) {
            span.failed("unconfirmed");
        }
        span.end();
        return published;
    }
}
