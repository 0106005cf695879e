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

    private final BrokerDialect dialect;

    public Topology(BrokerDialect dialect) {
        this.dialect = dialect;
    }

    public static String commandQueue(String workflow) {
        return COMMANDS + "." + workflow;
    }

    /** Exchanges and queues that every part needs. */
    public Declarables shared() {
        var dead = new FanoutExchange(DEAD);
        var deadLetters = queue(DEAD_LETTERS, dialect.ofDeadLetters());
        return new Declarables(
                new DirectExchange(COMMANDS),
                new TopicExchange(EVENTS),
                dead,
                deadLetters,
                BindingBuilder.bind(deadLetters).to(dead));
    }

    /** The command queue of a workflow. Its workers and the senders of its commands declare it, so that no command is unroutable. */
    public Declarables commandsOf(String workflow) {
        var queue = queue(commandQueue(workflow), dialect.ofCommands(DEAD));
        return new Declarables(
                queue, new Binding(queue.getName(), Binding.DestinationType.QUEUE, COMMANDS, workflow, null));
    }

    private static Queue queue(String name, Map<String, Object> arguments) {
        return QueueBuilder.durable(name).withArguments(arguments).build();
    }
}
