package io.spotmanager.workflow.execution;

import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Decides what the outcome of a step means for the operation. A pure function. */
final class RetryPolicy {
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final int attempts;
    private final Backoff backoff;

    RetryPolicy(int attempts, Backoff backoff) {
        this.attempts = attempts;
        this.backoff = backoff;
    }

    /** @param failed failed attempts of this step before this one */
    StepDecision decide(StepOutcome outcome, int failed, Instant now) {
        return switch (outcome) {
            case StepOutcome.Done(var facts) -> StepDecision.moving("DONE", Signal.DONE, null, facts);
            case StepOutcome.Skipped(var reason) -> StepDecision.moving("SKIPPED", Signal.DONE, reason, Map.of());
            case StepOutcome.Failed(var cause) -> StepDecision.moving("FAILED", Signal.FAILED, cause, Map.of());
            case StepOutcome.NeedsOperator(var cause) ->
                StepDecision.moving("ESCALATED", Signal.ESCALATED, cause, Map.of());
            case StepOutcome.Retry(var cause, var delay) -> {
                var tries = failed + 1;
                yield tries >= attempts
                        ? StepDecision.moving("EXHAUSTED", Signal.EXHAUSTED, tried(tries, cause), Map.of())
                        : StepDecision.staying(
                                "RETRY",
                                cause,
                                Map.of(),
                                tries,
                                Optional.ofNullable(delay).orElseGet(() -> backoff.before(tries)));
            }
            case StepOutcome.WaitUntil(var when, var what) -> {
                var latest = now.plus(LONGEST_WAIT);
                var until = when.isAfter(latest) ? latest : when.isBefore(now) ? now : when;
                yield StepDecision.staying(StepDecision.WAITING, what, Map.of(), failed, Duration.between(now, until));
            }
        };
    }

    /**
     * Checks whether the step has an attempt left. Attempts that ended with the death of their worker count too, so that a step
     * cannot kill one worker after the other.
     *
     * @param failed failed attempts of this step so far
     * @param deaths how many of these ended with the death of their worker
     * @return empty if the step may run; otherwise the decision to give up
     */
    Optional<StepDecision> checkAttemptsLeft(int failed, int deaths) {
        return failed < attempts
                ? Optional.empty()
                : Optional.of(StepDecision.moving(
                        "EXHAUSTED", Signal.EXHAUSTED, tried(failed, withoutOutcome(failed, deaths)), Map.of()));
    }

    private static String withoutOutcome(int failed, int deaths) {
        if (deaths >= failed) {
            return "the workers that ran this step died while it ran";
        }
        return deaths == 0
                ? "its outcome could not be saved"
                : "its outcome could not be saved; %d of the workers that ran this step died while it ran"
                        .formatted(deaths);
    }

    private static String tried(int times, String cause) {
        return "gave up after %d attempts; the last one: %s".formatted(times, cause);
    }
}
