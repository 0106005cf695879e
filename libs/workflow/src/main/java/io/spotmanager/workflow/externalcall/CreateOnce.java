package io.spotmanager.workflow.externalcall;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.NotSent;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Creates a thing at most once: looks for it first, asks only when it is not there and no earlier request can still bring
 * it, and looks again after an answer that says nothing.
 */
public final class CreateOnce<T> {
    private static final int CONFLICT = 409;

    private final CreationIntent intent;
    private final Supplier<Presence<T>> find;
    private final Function<T, StepOutcome> found;

    /** @param found what it means for the step that the thing is there */
    public CreateOnce(CreationIntent intent, Supplier<Presence<T>> find, Function<T, StepOutcome> found) {
        this.intent = intent;
        this.find = find;
        this.found = found;
    }

    /** @param create asks for the thing, if nothing stands in the way, and judges the answer by {@link #afterCreate} */
    public StepOutcome findOrCreate(Supplier<StepOutcome> create) {
        // Asked before the look: what an earlier request brings while the look is under way would not be seen.
        var waiting = intent.waiting("an earlier request may still be carried out");
        return look(() -> waiting.orElseGet(create));
    }

    /**
     * @param refused what a refusal means. A 409 comes here only when the thing is not to be seen, and leaves open whether an
     *     earlier request brings it.
     */
    public StepOutcome afterCreate(CloudResult<T> answer, Function<Rejected<T>, StepOutcome> refused) {
        return switch (answer) {
            case Ok<T>(T thing) -> found.apply(thing);
            case NotSent<T> _ -> {
                intent.abandoned(answer.problem());
                yield intent.again(answer);
            }
            case Indeterminate<T> unclear ->
                answer.askedToWaitUntil().isPresent()
                        ? intent.again(answer)
                        : look(() -> new StepOutcome.Retry(unclear.cause() + "; nothing is to be seen of it yet"));
            case Rejected<T> no when no.status() == CONFLICT -> look(() -> refused.apply(no));
            case Rejected<T> no -> {
                intent.abandoned("refused: " + no.message());
                yield refused.apply(no);
            }
        };
    }

    private StepOutcome look(Supplier<StepOutcome> absent) {
        return switch (find.get()) {
            case Presence.Found<T>(T thing) -> found.apply(thing);
            case Presence.Blocked<T>(var outcome) -> outcome;
            case Presence.Absent<T>() -> absent.get();
        };
    }
}
