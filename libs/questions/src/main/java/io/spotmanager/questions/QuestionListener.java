package io.spotmanager.questions;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.spotmanager.domain.trace.Span;
import io.spotmanager.domain.trace.SpanKind;
import io.spotmanager.domain.trace.TraceAttribute;
import io.spotmanager.domain.trace.TraceContext;
import io.spotmanager.domain.trace.Tracing;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;

/**
 * Answers each question on a thread of its own. A question is acknowledged after its answer, so another worker gets those of a worker
 * that dies: they only read.
 */
final class QuestionListener implements ChannelAwareMessageListener {
    private static final Logger log = LoggerFactory.getLogger(QuestionListener.class);

    private final RabbitTemplate rabbit;
    private final Answers answers;
    private final Executor threads;
    private final Tracing tracing;

    QuestionListener(RabbitTemplate rabbit, Answers answers, Executor threads, Tracing tracing) {
        this.tracing = tracing;
        this.rabbit = rabbit;
        this.answers = answers;
        this.threads = threads;
    }

    @Override
    public void onMessage(Message message, @Nullable Channel channel) {
        var acknowledging = Objects.requireNonNull(channel, "the container gives one in manual mode");
        threads.execute(() -> {
            begun(message).run(() -> {
                answer(message);
                return message;
            });
            acknowledge(message, acknowledging);
        });
    }

    /** A question that belongs to no trace begins none. */
    private Span begun(Message question) {
        return tracing.isOn()
                ? TraceContext.readFrom(question.getMessageProperties()::getHeader)
                        .map(place -> tracing.begin(SpanKind.SERVER, "answer " + QuestionTopology.QUESTIONS, place)
                                .with(TraceAttribute.MESSAGING, "rabbitmq")
                                .with(TraceAttribute.DESTINATION, QuestionTopology.QUESTIONS))
                        .orElse(Span.NONE)
                : Span.NONE;
    }

    private void answer(Message question) {
        var asked = question.getMessageProperties();
        var waiting = asked.getReplyTo();
        var id = asked.getCorrelationId();
        if (waiting == null || id == null) {
            log.warn("a question was dropped: it does not say where its answer is to go");
            return;
        }
        var answer = MessageBuilder.withBody(body(question))
                .setContentType(MessageProperties.CONTENT_TYPE_JSON)
                .setDeliveryMode(MessageDeliveryMode.NON_PERSISTENT)
                .setCorrelationId(id)
                .build();
        try {
            rabbit.send(QuestionTopology.ANSWERS, waiting, answer);
        } catch (AmqpException e) {
            log.debug("an answer was dropped: the broker does not answer", e);
        }
    }

    private byte[] body(Message question) {
        try {
            return QuestionCodec.answer(question.getBody(), answers);
        } catch (RuntimeException | Error e) {
            log.error("Unexpected error while answering a question", e);
            return QuestionCodec.problem("unexpected error at the inventory worker, which is in its log");
        }
    }

    private static void acknowledge(Message message, Channel channel) {
        try {
            channel.basicAck(message.getMessageProperties().getDeliveryTag(), false);
        } catch (IOException | ShutdownSignalException | AmqpException | IllegalStateException e) {
            log.debug("Connection lost before the acknowledgement; the broker will deliver the question again", e);
        }
    }
}
