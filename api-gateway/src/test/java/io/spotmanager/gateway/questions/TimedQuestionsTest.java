package io.spotmanager.gateway.questions;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.questions.Question;
import io.spotmanager.questions.Questions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimedQuestionsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void both_series_are_there_before_anybody_asks() {
        asking(new CloudResult.Ok<>(List.of()));

        assertThat(count("answered")).isZero();
        assertThat(count("not_answered")).isZero();
    }

    @Test
    void a_worker_s_word_that_the_cloud_does_not_answer_is_an_answer() {
        asking(new CloudResult.Indeterminate<>("503")).ask(new Question.Aggregates());

        assertThat(count("answered")).isOne();
        assertThat(count("not_answered")).isZero();
    }

    @Test
    void no_worker_is_no_answer() {
        asking(new CloudResult.NotSent<>("nobody")).ask(new Question.Aggregates(), Duration.ofSeconds(1));

        assertThat(count("not_answered")).isOne();
    }

    private long count(String result) {
        return registry.get("spot.question").tag("result", result).timer().count();
    }

    private Questions asking(CloudResult<?> answer) {
        return new TimedQuestions(
                new Questions() {
                    @Override
                    public <A> CloudResult<A> ask(Question<A> question) {
                        return ask(question, Duration.ofSeconds(20));
                    }

                    @Override
                    @SuppressWarnings("unchecked") // the test gives an answer of the kind that it asks for
                    public <A> CloudResult<A> ask(Question<A> question, Duration atMost) {
                        return (CloudResult<A>) answer;
                    }
                },
                registry);
    }
}
