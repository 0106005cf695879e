package io.spotmanager.questions;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.trace.Span;
import io.spotmanager.domain.trace.SpanKind;
import io.spotmanager.domain.trace.TraceAttribute;
import io.spotmanager.domain.trace.TraceContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.core.MessageListener;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/** Asks over the broker: a question is a message with a correlation id, its answer one message to the queue of this process. */
public final class BrokerQuestions implements Questions, MessageListener {
    private sealed interface Reply {}

    private record Answer(byte[] body) implements Reply {}

    private record None(String why) implements Reply {}

    private final RabbitTemplate rabbit;
    private final String answers;
    private final QuestionSettings settings;
    private final Executor threads;
    private final Semaphore places;
    private final Map<String, CompletableFuture<Reply>> open = new ConcurrentHashMap<>();

    /**
     * @param rabbit on a connection with publisher returns; becomes mandatory
     * @param answers the name of the queue whose messages come to {@link #onMessage}
     * @param threads may block
     */
    public BrokerQuestions(RabbitTemplate rabbit, String answers, QuestionSettings settings, Executor threads) {
        this.rabbit = rabbit;
        this.answers = answers;
        this.settings = settings;
        this.threads = threads;
        this.places = new Semaphore(settings.concurrency());
        rabbit.setMandatory(true);
        rabbit.setReturnsCallback(returned -> failed(
                returned.getMessage().getMessageProperties().getCorrelationId(),
                "no inventory worker of this release takes questions: start one"));
    }

    @Override
    public <A> CloudResult<A> ask(Question<A> question) {
        return ask(question, settings.timeout());
    }

    @Override
    public <A> CloudResult<A> ask(Question<A> question, Duration atMost) {
        var span = Span.current()
                .child(SpanKind.CLIENT, "ask " + QuestionTopology.QUESTIONS)
                .with(TraceAttribute.MESSAGING, "rabbitmq")
                .with(TraceAttribute.DESTINATION, QuestionTopology.QUESTIONS)
                .with(TraceAttribute.QUESTION, question.getClass().getSimpleName());
        return span.run(() -> {
            var answer = asked(question, atMost, span.context());
            if (answer instanceof CloudResult.NotSent<?>) {
                span.failed("not_answered");
            }
            return answer;
        });
    }

    private <A> CloudResult<A> asked(Question<A> question, Duration atMost, Optional<TraceContext> trace) {
        var wait = atMost.compareTo(settings.timeout()) < 0 ? atMost : settings.timeout();
        var until = System.nanoTime() + wait.toNanos();
        try {
            if (!places.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                return new CloudResult.NotSent<>("%d questions to the inventory worker wait for their answers already"
                        .formatted(settings.concurrency()));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return interrupted();
        }
        var id = UUID.randomUUID().toString();
        var answer = new CompletableFuture<Reply>();
        open.put(id, answer);
        try {
            // A broker that is away or blocks would else hold this thread for longer than the time-out.
            threads.execute(() -> send(id, QuestionCodec.encode(question), trace));
            return switch (answer.get(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                case Answer(byte[] body) -> QuestionCodec.decode(body, question);
                case None(String why) -> new CloudResult.NotSent<>(why);
            };
        } catch (TimeoutException _) {
            return new CloudResult.NotSent<>(
                    "the inventory worker has not answered within %d s".formatted(wait.toSeconds()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing completes an answer with an exception", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return interrupted();
        } finally {
            open.remove(id);
            places.release();
        }
    }

    private static <A> CloudResult<A> interrupted() {
        return new CloudResult.NotSent<>("interrupted while waiting for the inventory worker");
    }

    private void send(String id, byte[] question, Optional<TraceContext> trace) {
        try {
            rabbit.send(QuestionTopology.QUESTIONS, QuestionTopology.INVENTORY, message(id, question, trace));
        } catch (AmqpException _) {
            failed(id, "the broker cannot be reached, so no inventory worker could be asked");
        }
    }

    private Message message(String id, byte[] question, Optional<TraceContext> trace) {
        var message = MessageBuilder.withBody(question)
                .setContentType(MessageProperties.CONTENT_TYPE_JSON)
                .setDeliveryMode(MessageDeliveryMode.NON_PERSISTENT)
                .setCorrelationId(id)
                .setReplyTo(answers)
                .build();
        trace.ifPresent(place -> place.writeTo(message.getMessageProperties()::setHeader));
        return message;
    }

    /** Takes an answer. One that comes after the time-out is dropped. */
    @Override
    public void onMessage(Message message) {
        var waiting = waiting(message.getMessageProperties().getCorrelationId());
        if (waiting != null) {
            waiting.complete(new Answer(message.getBody()));
        }
    }

    private void failed(@Nullable String id, String why) {
        var waiting = waiting(id);
        if (waiting != null) {
            waiting.complete(new None(why));
        }
    }

    private @Nullable CompletableFuture<Reply> waiting(@Nullable String id) {
        return id == null ? null : open.get(id);
    }
}
