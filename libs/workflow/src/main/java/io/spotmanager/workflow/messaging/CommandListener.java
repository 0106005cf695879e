package io.spotmanager.workflow.messaging;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.domain.trace.Span;
import io.spotmanager.domain.trace.SpanKind;
import io.spotmanager.domain.trace.TraceAttribute;
import io.spotmanager.domain.trace.TraceContext;
import io.spotmanager.domain.trace.Tracing;
import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;

/**
 * Runs each command on a virtual thread and acknowledges it when the execution has ended. The prefetch count of its container limits
 * how many executions run at once.
 */
public final class CommandListener implements ChannelAwareMessageListener {
    private static final Logger log = LoggerFactory.getLogger(CommandListener.class);
    private static final int CONFIRM_SECONDS = 5;

    private final Consumer<UUID> execution;
    private final ExecutorService threads;
    private final ConfirmedPublisher publisher;
    private final Counter undecodable;
    private final Tracing tracing;

    /** Without traces. */
    public CommandListener(
            Consumer<UUID> execution, ExecutorService threads, ConfirmedPublisher publisher, MeterRegistry meters) {
        this(execution, threads, publisher, meters, Tracing.OFF);
    }

    /** @param execution works in the span of its message, and may end it as soon as it has taken what the message names */
    public CommandListener(
            Consumer<UUID> execution,
            ExecutorService threads,
            ConfirmedPublisher publisher,
            MeterRegistry meters,
            Tracing tracing) {
        this.tracing = tracing;
        this.execution = execution;
        this.threads = threads;
        this.publisher = publisher;
        this.undecodable = meters.counter("spot.nudges.undecodable");
    }

    @Override
    public void onMessage(Message message, @Nullable Channel channel) {
        var acknowledging = Objects.requireNonNull(channel, "the container gives one in manual mode");
        threads.execute(() -> handle(message, acknowledging));
    }

    private void handle(Message message, Channel channel) {
        try {
            var operation = CommandMessage.operationIn(message.getBody());
            begun(message, operation).run(() -> {
                execution.accept(operation);
                return operation;
            });
            acknowledge(message, channel);
        } catch (CommandMessage.UndecodableException e) {
            setAside(message, channel, e.reason());
        } catch (RuntimeException | Error e) {
            log.error("Unexpected error while executing operation; the recovery sweep will retry it", e);
            acknowledge(message, channel);
        }
    }

    private Span begun(Message message, UUID operation) {
        var sent = message.getMessageProperties();
        if (!tracing.isOn()) {
            return Span.NONE;
        }
        return TraceContext.readFrom(sent::getHeader)
                .map(place -> tracing.begin(SpanKind.CONSUMER, "process " + Topology.COMMANDS, place)
                        .with(TraceAttribute.MESSAGING, "rabbitmq")
                        .with(TraceAttribute.MESSAGING_OPERATION, "process")
                        .with(TraceAttribute.MESSAGING_VERB, "process")
                        .with(TraceAttribute.DESTINATION, Topology.COMMANDS)
                        .with(TraceAttribute.ROUTING_KEY, String.valueOf(sent.getReceivedRoutingKey()))
                        .with(TraceAttribute.MESSAGE, String.valueOf(sent.getMessageId()))
                        .with(TraceAttribute.OPERATION, operation.toString()))
                .orElse(Span.NONE);
    }

    /** Publishes a copy with the reason to the dead letters. Acknowledges the original only after that is confirmed. */
    private void setAside(Message message, Channel channel, String reason) {
        undecodable.increment();
        log.warn("A message could not be decoded; moving it to {}: {}", Topology.DEAD_LETTERS, reason);
        var copy = MessageBuilder.fromClonedMessage(message)
                .setHeader("x-spot-reason", reason)
                .build();
        var published = publisher
                .publish(Topology.DEAD, "", copy)
                .completeOnTimeout(false, CONFIRM_SECONDS, TimeUnit.SECONDS)
                .join();
        if (published) {
            acknowledge(message, channel);
        } else {
            reject(message, channel);
        }
    }

    private static void acknowledge(Message message, Channel channel) {
        try {
            channel.basicAck(message.getMessageProperties().getDeliveryTag(), false);
        } catch (IOException | ShutdownSignalException | AmqpException | IllegalStateException e) {
            log.debug(
                    "Connection lost before the acknowledgement; the broker will deliver the command again, which is harmless",
                    e);
        }
    }

    private static void reject(Message message, Channel channel) {
        try {
            channel.basicReject(message.getMessageProperties().getDeliveryTag(), false);
        } catch (IOException | ShutdownSignalException | AmqpException | IllegalStateException e) {
            log.debug("Connection lost before the rejection; the broker will deliver the message again", e);
        }
    }
}
