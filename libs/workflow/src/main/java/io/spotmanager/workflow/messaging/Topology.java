package io.spotmanager.workflow.messaging;

import java.util.Map;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.DirectExchange;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The exchanges and queues. Every part declares them itself, so that a broker that lost everything is complete again after the next
 * connection.
 */
public final class Topology {
    /** Commands, routed by the workflow's name. */
    public static final String COMMANDS = "spot.commands";

    /** Changes of operations, topic {@code operation.WORKFLOW.STATE}. */
    public static final String EVENTS = "spot.events";

    /** Messages that could not be decoded. */
    public static final String DEAD = "spot.dead";

    public static final String DEAD_LETTERS = "spot.dead-letters";

    /**
     * The arguments that queues are declared with; brokers use different names for them.
     *
     * @param commands for each command queue; rejected messages must go to the exchange {@link #DEAD}
     * @param deadLetters for the queue of dead letters
     */
    public record QueueArguments(
            @DefaultValue Map<String, Object> commands,
            @DefaultValue Map<String, Object> deadLetters) {
        /** RabbitMQ 3.10 and later: replicated queues; a dead letter leaves its queue only once it is confirmed. */
        public static final QueueArguments QUORUM = new QueueArguments(
                Map.of(
                        "x-queue-type", "quorum",
                        "x-dead-letter-exchange", DEAD,
                        "x-dead-letter-strategy", "at-least-once",
                        "x-overflow", "reject-publish"),
                Map.of("x-queue-type", "quorum", "x-overflow", "reject-publish"));
    }

    private final QueueArguments arguments;

    public Topology(QueueArguments arguments) {
        this.arguments = arguments;
    }

    public static String commandQueue(String workflow) {
        return COMMANDS + "." + workflow;
    }

    /** Exchanges and queues that every part needs. */
    public Declarables shared() {
        var dead = new FanoutExchange(DEAD);
        var deadLetters = queue(DEAD_LETTERS, arguments.deadLetters());
        return new Declarables(
                new DirectExchange(COMMANDS),
                new TopicExchange(EVENTS),
                dead,
                deadLetters,
                BindingBuilder.bind(deadLetters).to(dead));
    }

    /** The command queue of a workflow. Its workers and the senders of its commands declare it, so that no command is unroutable. */
    public Declarables commandsOf(String workflow) {
        var queue = queue(commandQueue(workflow), arguments.commands());
        return new Declarables(
                queue, new Binding(queue.getName(), Binding.DestinationType.QUEUE, COMMANDS, workflow, null));
    }

    private static Queue queue(String name, Map<String, Object> arguments) {
        return QueueBuilder.durable(name).withArguments(arguments).build();
    }
}
