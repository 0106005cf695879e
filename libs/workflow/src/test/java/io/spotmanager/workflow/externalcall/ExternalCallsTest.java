package io.spotmanager.workflow.externalcall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.call.SendGuard;
import io.spotmanager.workflow.step.LeaseLostException;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Calls of a step: when they are made, and when the step looks or asks again. */
class ExternalCallsTest {
    private static final CloudResult<String> NO_ANSWER = new CloudResult.Indeterminate<>("no answer within 20 s");
    private static final Duration WITHIN = Duration.ofMinutes(30);
    private static final Duration UNCOUNTED = Duration.ofMinutes(15);
    private static final Duration WINDOW = Duration.ofSeconds(150);
    private static final CallLimits LIMITS = new CallLimits(WINDOW, UNCOUNTED, UNCOUNTED, PollInterval.STANDARD);

    private final Instant begun = Instant.parse("2026-01-01T00:00:00Z");
    private Instant now = begun;
    private final RunContext context = new RunContext(begun);
    private final ExternalCalls calls = new ExternalCalls(context, LIMITS, () -> now);

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private StepOutcome askedToWait(Duration pause) {
        return calls.pollUntil(WITHIN, "busy", Optional.of(now.plus(pause)));
    }

    @Test
    void without_the_lease_no_call_is_made() {
        context.leaseHeld = false;
        assertThatThrownBy(() -> calls.guarded(() -> fail("called"))).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void a_lease_that_ends_before_the_request_goes_out_forbids_to_send_it() {
        var allowed = calls.guarded(() -> {
            context.leaseHeld = false;
            return new CloudResult.Ok<>(SendGuard.allows());
        });
        assertThat(allowed).isEqualTo(new CloudResult.Ok<>(false));
    }

    @Test
    void who_asked_to_be_left_alone_is_left_alone() {
        assertThat(askedToWait(Duration.ofMinutes(2)))
                .isEqualTo(new StepOutcome.WaitUntil(begun.plus(Duration.ofMinutes(2)), "busy"));
    }

    @Test
    void a_short_pause_makes_no_one_look_more_often_than_usual() {
        assertThat(askedToWait(Duration.ofMillis(1))).isEqualTo(calls.pollUntil(WITHIN, "busy"));
    }

    @Test
    void a_pause_that_is_asked_for_again_and_again_becomes_a_try_in_the_end() {
        var wait = new CloudResult.NotSent<String>("busy", begun.plus(Duration.ofHours(9)));
        assertThat(calls.again("a call", wait))
                .isEqualTo(new StepOutcome.WaitUntil(begun.plus(Duration.ofHours(9)), "a call"));

        pass(UNCOUNTED);
        assertThat(calls.again("a call", wait))
                .isEqualTo(new StepOutcome.Retry("a call", Duration.ofHours(9).minus(UNCOUNTED)));
    }

    @Test
    void a_pause_never_makes_the_step_wait_for_longer_than_it_may() {
        assertThat(askedToWait(Duration.ofHours(3))).isEqualTo(new StepOutcome.WaitUntil(begun.plus(WITHIN), "busy"));

        pass(WITHIN);
        assertThat(askedToWait(Duration.ofHours(3))).isEqualTo(new StepOutcome.Failed("Not within 30m: busy."));
    }

    @Test
    void a_call_that_cannot_be_sent_is_no_try_until_the_limit() {
        var unsent = new CloudResult.NotSent<String>("the circuit is open");
        assertThat(calls.again("a call", unsent)).isInstanceOf(StepOutcome.WaitUntil.class);

        pass(UNCOUNTED);
        assertThat(calls.again("a call", unsent)).isEqualTo(new StepOutcome.Retry("a call"));
    }

    @Test
    void a_read_that_failed_is_tried_again_and_leaves_nothing_open() {
        assertThat(calls.unread("Nova", new CloudResult.Indeterminate<>("500")))
                .isEqualTo(new StepOutcome.Retry("Nova could not be read: 500"));
        assertThat(calls.openUntil()).isEmpty();
    }

    @Test
    void an_unclear_call_is_open_until_it_can_take_effect_no_more() {
        calls.guarded(() -> NO_ANSWER);
        assertThat(calls.openUntil()).contains(begun.plus(WINDOW));

        pass(WINDOW);
        assertThat(calls.openUntil()).isEmpty();
    }

    @Test
    void a_call_that_fails_unexpectedly_is_open_as_well() {
        assertThatThrownBy(() -> calls.guarded(() -> {
                    throw new IllegalStateException("a defect");
                }))
                .hasMessage("a defect");
        assertThat(calls.openUntil()).contains(begun.plus(WINDOW));
    }

    @Test
    void a_clear_answer_leaves_nothing_open() {
        calls.guarded(() -> new CloudResult.Ok<>("done"));
        calls.guarded(() -> new CloudResult.Rejected<>(404, "no such host"));
        calls.guarded(() -> new CloudResult.NotSent<>("no connection"));

        assertThat(calls.openUntil()).isEmpty();
    }

    @Test
    void the_call_of_a_worker_that_was_lost_is_open_as_well() {
        calls.guarded(() -> NO_ANSWER);
        context.interruptedAt = begun.plusSeconds(10);
        assertThat(calls.openUntil()).contains(begun.plusSeconds(10).plus(WINDOW));
    }

    @Test
    void pauses_are_positive_and_may_grow() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PollInterval(Duration.ZERO, WINDOW));
        assertThatIllegalArgumentException().isThrownBy(() -> new PollInterval(WINDOW, Duration.ofSeconds(1)));
    }

    @Test
    void a_step_that_must_not_decide_yet_waits_for_the_effect_of_an_earlier_call() {
        calls.guarded(() -> NO_ANSWER);
        assertThat(calls.lateEffects("the removal may still come"))
                .contains(new StepOutcome.WaitUntil(begun.plus(WINDOW), "the removal may still come"));

        pass(WINDOW);
        assertThat(calls.lateEffects("the removal may still come")).isEmpty();
    }

    @Test
    void a_step_that_repeats_its_own_calls_waits_only_for_those_of_the_states_before() {
        context.interruptedAt = begun.minusSeconds(50);
        assertThat(calls.lateEffectsOfEarlierStates("an add may still come"))
                .contains(new StepOutcome.WaitUntil(begun.minusSeconds(50).plus(WINDOW), "an add may still come"));

        pass(Duration.ofSeconds(60));
        calls.guarded(() -> NO_ANSWER);
        assertThat(calls.lateEffectsOfEarlierStates("an add may still come"))
                .contains(new StepOutcome.WaitUntil(begun.plus(WINDOW), "an add may still come"));

        pass(WINDOW.minusSeconds(60));
        assertThat(calls.lateEffectsOfEarlierStates("an add may still come")).isEmpty();
    }

    @Test
    void a_call_is_in_the_history_of_its_operation() {
        calls.record(new ExternalCall("openstack server list", "200", Duration.ofMillis(12)));

        assertThat(context.recorded).containsExactly("openstack server list: 200 (PT0.012S)");
    }

    @Test
    void what_takes_its_time_is_looked_at_the_less_often_the_longer_it_takes() {
        var poll = new PollInterval(Duration.ofSeconds(2), Duration.ofSeconds(15));

        assertThat(pause(poll, Duration.ZERO)).isEqualTo(Duration.ofSeconds(2));
        assertThat(pause(poll, Duration.ofSeconds(40))).isEqualTo(Duration.ofSeconds(10));
        assertThat(pause(poll, Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void pauses_that_never_grow_may_be_asked_for() {
        var steady = new PollInterval(Duration.ofSeconds(3), Duration.ofSeconds(3));

        assertThat(pause(steady, Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(3));
    }

    private Duration pause(PollInterval poll, Duration waited) {
        return Duration.between(begun.plus(waited), poll.next(begun, begun.plus(waited)));
    }
}
