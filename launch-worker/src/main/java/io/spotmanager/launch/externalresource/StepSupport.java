package io.spotmanager.launch.externalresource;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.SendGuard;
import io.spotmanager.workflow.step.StepContext;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The clock and the patience with which things are made and waited for. */
public record StepSupport(LaunchTimeouts patience, InstantSource clock) {

    /** @param thing names the facts that remember it, such as {@code vm} */
    public CreationIntent intent(StepContext context, String thing) {
        return new CreationIntent(context, thing, this);
    }

    /** A call that changes something, made only while the operation's lease holds. */
    public <T> T changing(StepContext context, Supplier<T> call) {
        context.requireLease();
        return SendGuard.whileAllowed(context::holdsLease, call);
    }

    /** Looks again later, unless the step has waited for as long as it may. */
    public StepOutcome pollUntil(StepContext context, Duration within, String what) {
        return pollUntil(context, within, what, Optional.empty());
    }

    /** @param notBefore until when the far side asked to be left alone; the step waits no longer than it may for all that */
    public StepOutcome pollUntil(StepContext context, Duration within, String what, Optional<Instant> notBefore) {
        var now = clock.instant();
        var last = context.enteredAt().plus(within);
        if (!now.isBefore(last)) {
            return new StepOutcome.Failed("Not within %s: %s.".formatted(words(within), what));
        }
        var usual = patience.poll().next(context.enteredAt(), now);
        var next = notBefore.filter(usual::isBefore).orElse(usual);
        return new StepOutcome.WaitUntil(next.isBefore(last) ? next : last, what);
    }

    /** Goes on with what was read; a read that failed says nothing, so the step is tried again. */
    public <T> StepOutcome read(
            StepContext context, String source, CloudAnswer<T> answer, Function<T, StepOutcome> next) {
        return answer instanceof CloudAnswer.Ok<T>(T value) ? next.apply(value) : unread(context, source, answer);
    }

    /**
     * What follows from a call that came to nothing. Tries are counted, but not those of a call that was never sent, or that
     * the provider asked to send later: a provider's limit that is used up, by whomever, says nothing about the launch.
     */
    public StepOutcome again(StepContext context, String what, CloudAnswer<?> answer) {
        return later(context, "%s: %s".formatted(what, answer.problem()), answer);
    }

    /** What follows from a read that failed: there is nothing that it may have carried out. */
    public StepOutcome unread(StepContext context, String source, CloudAnswer<?> answer) {
        return later(context, "%s could not be read: %s".formatted(source, answer.readProblem()), answer);
    }

    /** A wait that is asked for again and again would never end: after a while each of them is a try, and no shorter. */
    private StepOutcome later(StepContext context, String cause, CloudAnswer<?> answer) {
        var now = clock.instant();
        if (answer.askedToWaitUntil().isPresent()) {
            var end = answer.askedToWaitUntil().get();
            return now.isBefore(context.enteredAt().plus(patience.within().sent()))
                    ? new StepOutcome.WaitUntil(end, cause)
                    : new StepOutcome.Retry(cause, end.isAfter(now) ? Duration.between(now, end) : null);
        }
        return answer instanceof CloudAnswer.NotSent<?>
                        && now.isBefore(
                                context.enteredAt().plus(patience.within().sent()))
                ? new StepOutcome.WaitUntil(patience.poll().next(context.enteredAt(), now), cause)
                : new StepOutcome.Retry(cause);
    }

    private static String words(Duration time) {
        return time.toString().substring("PT".length()).toLowerCase(java.util.Locale.ROOT);
    }
}
