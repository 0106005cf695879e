package io.spotmanager.questions;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.call.CloudResult;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/** Questions over a broker that keeps every message and delivers none. */
class BrokerQuestionsTest {
    private static final Question<?> ANY = new Question.HostNow("CA1-ESC8-L40-01");
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    @Timeout(20)
    void an_answer_is_waited_for_no_longer_than_the_asker_wants() {
        var questions = unanswered(Duration.ofHours(1), 1);

        assertThat(questions.ask(ANY, SHORT)).isInstanceOf(CloudResult.NotSent.class);
    }

    @Test
    @Timeout(20)
    void an_answer_is_waited_for_no_longer_than_the_setting_says() {
        var questions = unanswered(SHORT, 1);

        assertThat(questions.ask(ANY, Duration.ofHours(1)).readProblem()).contains("has not answered");
    }

    @Test
    @Timeout(20)
    void nobody_waits_longer_behind_others_that_wait() throws Exception {
        var questions = unanswered(Duration.ofHours(1), 1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> questions.ask(ANY));
            while (questions.ask(ANY, SHORT).readProblem().contains("has not answered")) {
                Thread.onSpinWait();
            }

            assertThat(questions.ask(ANY, SHORT).readProblem()).contains("wait for their answers already");
            first.cancel(true);
        }
    }

    private static BrokerQuestions unanswered(Duration timeout, int concurrency) {
        var broker = new RabbitTemplate() {
            @Override
            public void send(@Nullable String exchange, @Nullable String routingKey, Message message) {}
        };
        return new BrokerQuestions(broker, "answers", new QuestionSettings(timeout, concurrency), Runnable::run);
    }
}
