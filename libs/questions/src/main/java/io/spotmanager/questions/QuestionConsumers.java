package io.spotmanager.questions;

import io.spotmanager.domain.trace.Tracing;
import java.util.concurrent.Executor;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;

/** The consumer of a worker that answers. It has so many questions at once; further ones wait in the queue, for other workers too. */
public final class QuestionConsumers {
    private QuestionConsumers() {}

    /** Returns it, not started and without traces. */
    public static SimpleMessageListenerContainer of(
            ConnectionFactory connections, Answers answers, QuestionSettings settings, Executor threads) {
        return of(connections, answers, settings, threads, Tracing.OFF);
    }

    /**
     * Returns it, not started.
     *
     * @param threads may block
     * @param tracing of the answers to questions that belong to a trace
     */
    public static SimpleMessageListenerContainer of(
            ConnectionFactory connections,
            Answers answers,
            QuestionSettings settings,
            Executor threads,
            Tracing tracing) {
        var container = new SimpleMessageListenerContainer(connections);
        container.setQueueNames(QuestionTopology.QUEUE);
        container.setMissingQueuesFatal(false);
        container.setAcknowledgeMode(AcknowledgeMode.MANUAL);
        container.setPrefetchCount(settings.concurrency());
        container.setMessageListener(new QuestionListener(new RabbitTemplate(connections), answers, threads, tracing));
        return container;
    }
}
