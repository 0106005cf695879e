package io.spotmanager.questions;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import io.spotmanager.collector.CollectedSpan;
import io.spotmanager.collector.SpansInMemory;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.trace.Span;
import io.spotmanager.domain.trace.SpanKind;
import io.spotmanager.domain.trace.Tracing;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/** A question and its answer in the trace of the request that needs it, over a broker that delivers at once. */
@Timeout(20)
class TracedQuestionTest {
    private static final Question<List<Aggregate>> QUESTION = new Question.Aggregates();

    private final SpansInMemory traces = new SpansInMemory();
    private final List<Span> worked = new ArrayList<>();
    private final List<Message> asked = new ArrayList<>();
    private @Nullable BrokerQuestions questions;

    private BrokerQuestions questions(Tracing ofTheWorker) {
        var answering = new RabbitTemplate() {
            @Override
            public void send(@Nullable String exchange, @Nullable String routingKey, Message message) {
                Objects.requireNonNull(questions).onMessage(message);
            }
        };
        var listener = new QuestionListener(answering, answers(), Runnable::run, ofTheWorker);
        var asking = new RabbitTemplate() {
            @Override
            public void send(@Nullable String exchange, @Nullable String routingKey, Message message) {
                asked.add(message);
                listener.onMessage(message, channel());
            }
        };
        questions =
                new BrokerQuestions(asking, "answers", new QuestionSettings(Duration.ofSeconds(10), 1), Runnable::run);
        return questions;
    }

    private Answers answers() {
        return (Answers) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Answers.class}, (proxy, method, arguments) -> {
                    worked.add(Span.current());
                    return new CloudResult.Ok<>(List.of());
                });
    }

    private Channel channel() {
        return (Channel) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Channel.class}, (proxy, method, arguments) -> null);
    }

    @Test
    void the_worker_answers_below_the_question_and_that_is_below_the_request() {
        var answer = traces.begin(SpanKind.SERVER, "request", null)
                .run(() -> questions(traces).ask(QUESTION));

        assertThat(answer).isEqualTo(new CloudResult.Ok<>(List.of()));
        var ask = traces.the("ask spot.questions");
        assertThat(ask.isBelow(traces.the("request"))).isTrue();
        assertThat(ask.kind()).isEqualTo("CLIENT");
        assertThat(ask.failed()).isFalse();
        assertThat(ask.attribute("spot.question")).isEqualTo("Aggregates");
        assertThat(traces.the("answer spot.questions").isBelow(ask)).isTrue();
        assertThat(worked.getFirst().context().orElseThrow().traceparent())
                .contains(traces.the("answer spot.questions").id());
    }

    @Test
    void a_question_outside_of_a_trace_begins_none() {
        assertThat(questions(traces).ask(QUESTION)).isEqualTo(new CloudResult.Ok<>(List.of()));

        assertThat(traces.spans()).isEmpty();
        assertThat(asked.getFirst().getMessageProperties().getHeaders()).doesNotContainKey("traceparent");
        assertThat(worked).containsExactly(Span.NONE);
    }

    @Test
    void a_worker_without_tracing_answers_as_ever() {
        var answer = traces.begin(SpanKind.SERVER, "request", null)
                .run(() -> questions(Tracing.OFF).ask(QUESTION));

        assertThat(answer).isEqualTo(new CloudResult.Ok<>(List.of()));
        assertThat(traces.spans()).extracting(CollectedSpan::name).containsExactly("ask spot.questions", "request");
    }
}
