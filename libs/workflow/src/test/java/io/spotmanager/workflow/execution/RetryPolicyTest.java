package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.workflow.execution.ExecutionSettings.BackoffSettings;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final RetryPolicy retryPolicy = new RetryPolicy(
            3,
            new Backoff(new BackoffSettings(Duration.ofMillis(100), Duration.ofSeconds(1)), new SplittableRandom(1)));

    private StepDecision judged(StepOutcome outcome, int failed) {
        return retryPolicy.decide(outcome, failed, NOW);
    }

    @Test
    void done_moves_on_with_its_facts_and_forgets_the_tries() {
        assertThat(judged(new StepOutcome.Done(Map.of("vm", "42")), 2))
                .isEqualTo(new StepDecision("DONE", Signal.DONE, null, Map.of("vm", "42"), 0, Duration.ZERO));
    }

    @Test
    void skipped_moves_on_and_tells_why() {
        assertThat(judged(new StepOutcome.Skipped("already there"), 0))
                .isEqualTo(new StepDecision("SKIPPED", Signal.DONE, "already there", Map.of(), 0, Duration.ZERO));
    }

    @Test
    void what_went_well_is_no_cause_and_what_did_not_is() {
        assertThat(judged(new StepOutcome.Skipped("already there"), 0).cause()).isNull();
        assertThat(judged(new StepOutcome.Failed("no such pool"), 0).cause()).isEqualTo("no such pool");
        assertThat(judged(new StepOutcome.Retry("time-out"), 0).cause()).isEqualTo("time-out");
    }

    @Test
    void failed_and_needs_operator_leave_at_once() {
        assertThat(judged(new StepOutcome.Failed("no such pool"), 0).signal()).isEqualTo(Signal.FAILED);
        assertThat(judged(new StepOutcome.NeedsOperator("two owners"), 0).signal())
                .isEqualTo(Signal.ESCALATED);
    }

    @Test
    void a_retry_stays_counts_and_waits_as_long_as_the_step_said() {
        assertThat(judged(new StepOutcome.Retry("busy", Duration.ofMinutes(2)), 1))
                .isEqualTo(new StepDecision("RETRY", null, "busy", Map.of(), 2, Duration.ofMinutes(2)));
    }

    @Test
    void a_retry_without_a_wish_backs_off() {
        assertThat(judged(new StepOutcome.Retry("busy"), 0).delay())
                .isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(judged(new StepOutcome.Retry("busy"), 1).delay())
                .isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @Test
    void the_last_allowed_try_exhausts_and_tells_the_last_cause() {
        var verdict = judged(new StepOutcome.Retry("busy"), 2);

        assertThat(verdict.signal()).isEqualTo(Signal.EXHAUSTED);
        assertThat(verdict.why()).isEqualTo("gave up after 3 attempts; the last one: busy");
        assertThat(verdict.attempt()).isZero();
    }

    @Test
    void waiting_does_not_count_as_a_try() {
        assertThat(judged(new StepOutcome.WaitUntil(NOW.plusSeconds(90), "building"), 2))
                .isEqualTo(new StepDecision("WAITING", null, "building", Map.of(), 2, Duration.ofSeconds(90)));
    }

    @Test
    void waiting_for_the_past_is_no_wait() {
        assertThat(judged(new StepOutcome.WaitUntil(NOW.minusSeconds(1), "building"), 0)
                        .delay())
                .isZero();
    }

    @Test
    void a_step_whose_workers_died_often_enough_is_not_tried_again() {
        assertThat(retryPolicy.checkAttemptsLeft(2, 2)).isEmpty();
        assertThat(retryPolicy.checkAttemptsLeft(3, 3)).hasValueSatisfying(verdict -> {
            assertThat(verdict.signal()).isEqualTo(Signal.EXHAUSTED);
            assertThat(verdict.why()).contains("3 attempts").contains("died while it ran");
        });
    }

    @Test
    void giving_up_tells_whether_the_workers_died_or_the_outcome_could_not_be_saved() {
        assertThat(gaveUp(3, 3)).endsWith("the last one: the workers that ran this step died while it ran");
        assertThat(gaveUp(3, 0)).endsWith("the last one: its outcome could not be saved");
        assertThat(gaveUp(3, 2))
                .endsWith("the last one: its outcome could not be saved;"
                        + " 2 of the workers that ran this step died while it ran");
    }

    private @Nullable String gaveUp(int failed, int deaths) {
        return retryPolicy.checkAttemptsLeft(failed, deaths).orElseThrow().why();
    }

    @Test
    void what_a_run_observed_joins_the_facts_of_its_decision_which_win() {
        var done = judged(new StepOutcome.Done(Map.of("vm", "42")), 0);

        assertThat(done.with(Map.of("vm", "seen before", "pool", "spot")).facts())
                .isEqualTo(Map.of("vm", "42", "pool", "spot"));
        assertThat(done.with(Map.of())).isSameAs(done);
    }

    @Test
    void a_trace_shows_as_failed_what_is_neither_done_nor_a_mere_wait() {
        assertThat(judged(new StepOutcome.Failed("no such pool"), 0).isFailure())
                .isTrue();
        assertThat(judged(new StepOutcome.Retry("time-out"), 0).isFailure()).isTrue();
        assertThat(judged(new StepOutcome.Done(), 0).isFailure()).isFalse();
        assertThat(judged(new StepOutcome.Skipped("already there"), 0).isFailure())
                .isFalse();
        assertThat(judged(new StepOutcome.WaitUntil(NOW, "building"), 0).isFailure())
                .isFalse();
    }
}
