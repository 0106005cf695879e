package io.spotmanager.gateway.questions;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.questions.Question;
import io.spotmanager.questions.Questions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Measures how long those wait who ask, whatever comes of it. Both series exist from the start, at zero: an increase from nothing is not
 * seen by Prometheus.
 */
final class TimedQuestions implements Questions {
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(20)
    };

    private final Questions questions;
    private final Timer answered;
    private final Timer notAnswered;

    TimedQuestions(Questions questions, MeterRegistry registry) {
        this.questions = questions;
        answered = timer("answered", registry);
        notAnswered = timer("not_answered", registry);
    }

    private static Timer timer(String result, MeterRegistry registry) {
        return Timer.builder("spot.question")
                .description("from asking an inventory worker to its answer, or to giving up")
                .tag("result", result)
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }

    @Override
    public <A> CloudResult<A> ask(Question<A> question) {
        return timed(() -> questions.ask(question));
    }

    @Override
    public <A> CloudResult<A> ask(Question<A> question, Duration atMost) {
        return timed(() -> questions.ask(question, atMost));
    }

    private <A> CloudResult<A> timed(Supplier<CloudResult<A>> asking) {
        var begin = System.nanoTime();
        var answer = asking.get();
        (answer instanceof CloudResult.NotSent<A> ? notAnswered : answered)
                .record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
        return answer;
    }
}
