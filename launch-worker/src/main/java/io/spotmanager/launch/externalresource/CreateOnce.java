package io.spotmanager.launch.externalresource;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.CloudAnswer.NotSent;
import io.spotmanager.domain.call.CloudAnswer.Ok;
import io.spotmanager.domain.call.CloudAnswer.Refused;
import io.spotmanager.domain.call.CloudAnswer.Unclear;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes a thing at most once: looks for it first, asks only when it is not there and no earlier request can still bring
 * it, and looks again after an answer that says nothing.
 */
public final class CreateOnce<T> {
    private static final int CONFLICT = 409;

    private final CreationIntent intent;
    private final Supplier<Presence<T>> look;
    private final Function<T, StepOutcome> found;

    /** @param found what it means for the step that the thing is there */
    public CreateOnce(CreationIntent intent, Supplier<Presence<T>> look, Function<T, StepOutcome> found) {
        this.intent = intent;
        this.look = look;
        this.found = found;
    }

    /** @param make asks for it and answers with {@link #judged} */
    public StepOutcome findOrCreate(Supplier<StepOutcome> make) {
        // Asked before the look: what an earlier request brings while the look is under way would not be seen.
        var waiting = intent.waiting("an earlier request may still be carried out");
        return looked(() -> waiting.orElseGet(make));
    }

    /**
     * @param refused what a refusal means. A 409 comes here only when the thing is not to be seen, and leaves open whether an
     *     earlier request brings it.
     */
    public StepOutcome judged(CloudAnswer<T> answer, Function<Refused<T>, StepOutcome> refused) {
        return switch (answer) {
            case Ok<T>(T thing) -> found.apply(thing);
            case NotSent<T> notSent -> {
                intent.abandoned(answer.problem());
                yield intent.again(answer);
            }
            case Unclear<T> unclear ->
                answer.askedToWaitUntil().isPresent()
                        ? intent.again(answer)
                        : looked(() -> new StepOutcome.Retry(unclear.cause() + "; nothing is to be seen of it yet"));
            case Refused<T> no when no.status() == CONFLICT -> looked(() -> refused.apply(no));
            case Refused<T> no -> {
                intent.abandoned("refused: " + no.message());
                yield refused.apply(no);
            }
        };
    }

    private StepOutcome looked(Supplier<StepOutcome> absent) {
        return switch (look.get()) {
            case Presence.Found<T>(T thing) -> found.apply(thing);
            case Presence.Blocked<T>(var outcome) -> outcome;
            case Presence.Absent<T>() -> absent.get();
        };
    }
}
