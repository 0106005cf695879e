package io.spotmanager.workflow.externalcall;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.call.SendGuard;
import io.spotmanager.workflow.operation.LateEffects;
import io.spotmanager.workflow.step.LeaseLostException;
import io.spotmanager.workflow.step.StepContext;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The calls that one run of a step makes to other systems, and what follows from those that came to nothing. */
public record ExternalCalls(StepContext context, CallLimits limits, InstantSource clock) {
    /** Notes a call in the operation's history; every client that a step uses reports to it. */
    public void record(ExternalCall call) {
        context.recordCall(call.command(), call.answer(), call.took());
    }

    /**
     * Makes a call that changes something. It is not sent if the lease ends before it goes out. If it gets no clear answer, that is
     * saved: its effect may come late, see {@link #openUntil()}.
     *
     * @throws io.spotmanager.workflow.step.LeaseLostException if the lease has ended already
     */
    public <T> CloudResult<T> guarded(Supplier<CloudResult<T>> call) {
        context.requireLease();
        var answer = answered(call);
        if (answer instanceof Indeterminate<T> unclear) {
            saveUnclear(unclear.cause());
        }
        return answer;
    }

    private <T> CloudResult<T> answered(Supplier<CloudResult<T>> call) {
        try {
            return SendGuard.whileAllowed(context::holdsLease, call);
        } catch (LeaseLostException e) {
            throw e; // nothing can be saved; whoever releases the lease records that a step was interrupted
        } catch (RuntimeException e) {
            saveUnclear("the call failed unexpectedly: " + e);
            throw e;
        }
    }

    /** @param thing names the facts about it, such as {@code vm} for {@code vm_asked_at} */
    public CreationIntent intent(String thing) {
        return new CreationIntent(this, thing);
    }

    private void saveUnclear(String cause) {
        context.saveProgress("no clear answer: " + cause, LateEffects.unclearAt(clock.instant()));
    }

    /**
     * Returns until when an earlier call may still take effect; empty when none can. It got no clear answer, or its worker
     * was lost in the middle of the step.
     */
    public Optional<Instant> openUntil() {
        return lastCall().flatMap(this::lateEffectEnd);
    }

    private Optional<Instant> lastCall() {
        return LateEffects.lastCall(context.facts(), context.interruptedAt().orElse(null));
    }

    /** The outcome of a step that must not decide while an earlier call may still take effect; empty when none can. */
    public Optional<StepOutcome> lateEffects(String what) {
        return openUntil().map(end -> new StepOutcome.WaitUntil(end, what));
    }

    /**
     * As {@link #lateEffects}, without the calls that were made in the present state: for a step that repeats its own calls, and
     * does not contradict them.
     */
    public Optional<StepOutcome> lateEffectsOfEarlierStates(String what) {
        return lastCall()
                .map(asked -> asked.isAfter(context.enteredAt()) ? context.enteredAt() : asked)
                .flatMap(this::lateEffectEnd)
                .map(end -> new StepOutcome.WaitUntil(end, what));
    }

    /** Returns until when an unanswered call of that time may still take effect; empty if that is over. */
    Optional<Instant> lateEffectEnd(Instant asked) {
        return Optional.of(asked.plus(limits.lateEffectWindow())).filter(end -> end.isAfter(clock.instant()));
    }

    /** Looks again later; fails if the state began longer ago than {@code within}. */
    public StepOutcome pollUntil(Duration within, String what) {
        return pollUntil(within, what, Optional.empty());
    }

    /** @param notBefore until when the other system asked not to be called; this does not extend {@code within} */
    public StepOutcome pollUntil(Duration within, String what, Optional<Instant> notBefore) {
        var last = context.enteredAt().plus(within);
        if (!clock.instant().isBefore(last)) {
            return new StepOutcome.Failed("Not within %s: %s.".formatted(words(within), what));
        }
        var usual = nextPoll(context.enteredAt());
        var next = notBefore.filter(usual::isBefore).orElse(usual);
        return new StepOutcome.WaitUntil(next.isBefore(last) ? next : last, what);
    }

    /**
     * Returns when to look again at something that is waited for.
     *
     * @param since when the waiting began
     */
    public Instant nextPoll(Instant since) {
        return limits.poll().next(since, clock.instant());
    }

    /** What follows from a read that failed: it changed nothing and says nothing. */
    public StepOutcome unread(String source, CloudResult<?> answer) {
        return again("%s could not be read: %s".formatted(source, answer.readProblem()), answer);
    }

    /**
     * What follows from a call that came to nothing: another attempt. The wait for it is not counted as an attempt while the
     * call could not be sent, or the other system asked to wait; a limit that is used up says nothing about the operation.
     * A wait that is asked for again and again would never end, so after a while it is counted, and is no shorter.
     */
    public StepOutcome again(String cause, CloudResult<?> answer) {
        var now = clock.instant();
        if (answer.askedToWaitUntil().isPresent()) {
            var end = answer.askedToWaitUntil().get();
            return now.isBefore(context.enteredAt().plus(limits.askedToWait()))
                    ? new StepOutcome.WaitUntil(end, cause)
                    : new StepOutcome.Retry(cause, end.isAfter(now) ? Duration.between(now, end) : null);
        }
        return answer instanceof CloudResult.NotSent<?>
                        && now.isBefore(context.enteredAt().plus(limits.unsent()))
                ? new StepOutcome.WaitUntil(nextPoll(context.enteredAt()), cause)
                : new StepOutcome.Retry(cause);
    }

    private static String words(Duration time) {
        return time.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
