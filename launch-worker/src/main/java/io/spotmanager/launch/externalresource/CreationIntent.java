package io.spotmanager.launch.externalresource;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.workflow.step.StepContext;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One thing that an operation asks for once. That it asks is on record before it does. */
public final class CreationIntent {
    private final StepContext context;
    private final String thing;
    private final String askedAt;
    private final String pending;
    private final StepSupport making;

    CreationIntent(StepContext context, String thing, StepSupport making) {
        this.context = context;
        this.thing = thing;
        this.askedAt = thing + "_asked_at";
        this.pending = thing + "_pending";
        this.making = making;
    }

    /** When it was asked for last; empty if it never was. */
    public Optional<Instant> askedAt() {
        return context.facts().hasNonNull(askedAt)
                ? Optional.of(Instant.parse(context.facts().get(askedAt).asString()))
                : Optional.empty();
    }

    /** Whether a request was sent whose answer is not known. */
    public boolean pending() {
        return context.facts().path(pending).asBoolean(false);
    }

    /** Until when an earlier request may still be carried out; empty when none can be. */
    public Optional<Instant> openUntil() {
        return pending()
                ? askedAt()
                        .map(asked -> asked.plus(making.patience().settle()))
                        .filter(end -> end.isAfter(making.clock().instant()))
                : Optional.empty();
    }

    /**
     * Asks for it, after that it is asked for was saved.
     *
     * @param what for the history
     */
    public <T> CloudAnswer<T> ask(String what, Supplier<CloudAnswer<T>> call) {
        context.saveProgress(what, Map.of(askedAt, making.clock().instant().toString(), pending, true));
        return making.changing(context, call);
    }

    /** A definite answer: this request brings nothing any more. */
    public void abandoned(String why) {
        context.saveProgress(why, Map.of(pending, false));
    }

    /** The facts to save once it is there. */
    public Map<String, ?> completed(Map<String, ?> facts) {
        var all = new HashMap<String, Object>(facts);
        all.put(pending, false);
        return all;
    }

    /** To be answered where nothing is to be seen, while an earlier request may still be carried out. */
    public Optional<StepOutcome> waiting(String what) {
        return openUntil().map(end -> {
            var next = making.patience()
                    .poll()
                    .next(askedAt().orElse(end), making.clock().instant());
            return new StepOutcome.WaitUntil(next.isBefore(end) ? next : end, what);
        });
    }

    /** What follows from a request that came to nothing. */
    public StepOutcome again(CloudAnswer<?> answer) {
        return making.again(context, "the request for the " + thing, answer);
    }
}
