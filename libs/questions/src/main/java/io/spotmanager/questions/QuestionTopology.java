package io.spotmanager.questions;

import org.springframework.amqp.core.AbstractDeclarable;
import org.springframework.amqp.core.AnonymousQueue;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.DirectExchange;
import org.springframework.amqp.core.QueueBuilder;

/**
 * Where questions and answers travel. They go over exchanges of their own, and not over the default exchange: whoever may publish there
 * reaches every queue. A broker that does not allow these declarations yet leaves the parts without questions, and with everything else.
 */
public final class QuestionTopology {
    /** Takes questions; returns those that no worker waits for. */
    public static final String QUESTIONS = "spot.questions";

    /** Takes answers, routed by the name of the queue that waits for them. */
    public static final String ANSWERS = "spot.answers";

    static final String INVENTORY = "inventory";

    /** One for all workers; the broker deletes it with the last one, and then returns questions at once. */
    public static final String QUEUE = QUESTIONS + "." + INVENTORY;

    /**
     * Milliseconds after which a question that no worker had time for is dropped; nobody waits so long for its answer. An argument of the queue,
     * because Broker-J takes the expiration of a message for a point in time.
     */
    private static final int TTL = 60_000;

    private QuestionTopology() {}

    /** What a part declares that answers. */
    public static Declarables answering() {
        var queue = QueueBuilder.durable(QUEUE).autoDelete().ttl(TTL).build();
        var questions = new DirectExchange(QUESTIONS);
        return tolerated(
                questions,
                new DirectExchange(ANSWERS),
                queue,
                BindingBuilder.bind(queue).to(questions).with(INVENTORY));
    }

    /** @param answers of this process alone */
    public static Declarables asking(AnonymousQueue answers) {
        var exchange = new DirectExchange(ANSWERS);
        return tolerated(
                new DirectExchange(QUESTIONS),
                exchange,
                BindingBuilder.bind(answers).to(exchange).withQueueName());
    }

    private static Declarables tolerated(AbstractDeclarable... all) {
        for (var each : all) {
            each.setIgnoreDeclarationExceptions(true);
        }
        return new Declarables((Declarable[]) all);
    }
}
