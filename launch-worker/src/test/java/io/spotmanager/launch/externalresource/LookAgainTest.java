package io.spotmanager.launch.externalresource;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.launch.fixture.Parts;
import io.spotmanager.testkit.FakeStepContext;
import io.spotmanager.testkit.ManualClock;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a step that waits looks again. */
class LookAgainTest {
    private static final Duration WITHIN = Duration.ofMinutes(30);

    private final ManualClock clock = new ManualClock();
    private final Instant begun = clock.instant();
    private final StepSupport making = new StepSupport(Parts.PATIENCE, clock);
    private final FakeStepContext context = new FakeStepContext("H1", "a request", new ArrayList<>());

    LookAgainTest() {
        context.entered(begun);
    }

    private StepOutcome askedToWait(Duration pause) {
        return making.pollUntil(
                context, WITHIN, "busy", Optional.of(clock.instant().plus(pause)));
    }

    @Test
    void who_asked_to_be_left_alone_is_left_alone() {
        assertThat(askedToWait(Duration.ofMinutes(2)))
                .isEqualTo(new StepOutcome.WaitUntil(begun.plus(Duration.ofMinutes(2)), "busy"));
    }

    @Test
    void a_short_pause_makes_no_one_look_more_often_than_usual() {
        assertThat(askedToWait(Duration.ofMillis(1))).isEqualTo(making.pollUntil(context, WITHIN, "busy"));
    }

    @Test
    void a_pause_that_is_asked_for_again_and_again_becomes_a_try_in_the_end() {
        var wait = new CloudAnswer.NotSent<String>("busy", begun.plus(Duration.ofHours(9)));
        assertThat(making.again(context, "a call", wait)).isInstanceOf(StepOutcome.WaitUntil.class);

        clock.pass(Parts.PATIENCE.within().sent());
        assertThat(making.again(context, "a call", wait))
                .isEqualTo(new StepOutcome.Retry(
                        "a call: not carried out: busy",
                        Duration.ofHours(9).minus(Parts.PATIENCE.within().sent())));
    }

    @Test
    void a_pause_never_makes_the_step_wait_for_longer_than_it_may() {
        assertThat(askedToWait(Duration.ofHours(3))).isEqualTo(new StepOutcome.WaitUntil(begun.plus(WITHIN), "busy"));

        clock.pass(WITHIN);
        assertThat(askedToWait(Duration.ofHours(3))).isEqualTo(new StepOutcome.Failed("Not within 30m: busy."));
    }
}
