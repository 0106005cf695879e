package io.spotmanager.workflow.externalcall;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.workflow.step.StepContext;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One thing that an operation asks for once. The intent is saved before the request is sent. */
public final class CreationIntent {
    private final ExternalCalls calls;
    private final StepContext context;
    private final String thing;
    private final String askedAt;
    private final String pending;

    CreationIntent(ExternalCalls calls, String thing) {
        this.calls = calls;
        this.context = calls.context();
        this.thing = thing;
        this.askedAt = thing + "_asked_at";
        this.pending = thing + "_pending";
    }

    /** When it was asked for last; empty if it never was. */
    public Optional<Instant> askedAt() {
        return context.facts().hasNonNull(askedAt)
                ? Optional.of(Instant.parse(context.facts().get(askedAt).asString()))
                : Optional.empty();
    }

    /** True if a request was sent and its answer is not known. */
    public boolean pending() {
        return context.facts().path(pending).asBoolean(false);
    }

    /** Returns until when an earlier request may still be carried out; empty when none can be. */
    public Optional<Instant> openUntil() {
        return pending() ? askedAt().flatMap(calls::lateEffectEnd) : Optional.empty();
    }

    /**
     * Saves the intent, then asks for the thing.
     *
     * @param what for the history
     */
    public <T> CloudResult<T> ask(String what, Supplier<CloudResult<T>> call) {
        context.saveProgress(what, Map.of(askedAt, calls.clock().instant().toString(), pending, true));
        return calls.guarded(call);
    }

    /** Saves that the request got a definite answer and brings nothing any more. */
    public void abandoned(String why) {
        context.saveProgress(why, Map.of(pending, false));
    }

    /** Returns the facts to save once the thing is there. */
    public Map<String, ?> completed(Map<String, ?> facts) {
        var all = new HashMap<String, Object>(facts);
        all.put(pending, false);
        return all;
    }

    /** The outcome where the thing is not to be seen; empty when no earlier request can bring it any more. */
    public Optional<StepOutcome> waiting(String what) {
        return openUntil().map(end -> {
            var next = calls.nextPoll(askedAt().orElse(end));
            return new StepOutcome.WaitUntil(next.isBefore(end) ? next : end, what);
        });
    }

    /** What follows from a request that came to nothing. */
    public StepOutcome again(CloudResult<?> answer) {
        return calls.again("the request for the %s: %s".formatted(thing, answer.problem()), answer);
    }
}
