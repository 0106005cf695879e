package io.spotmanager.moves;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.Map;

/** Ends the move with whatever Nova shows, because an operator said so; records where that is, once no earlier call can change it. */
public final class AdoptPlacement {
    private AdoptPlacement() {}

    public static StepOutcome run(Move move) {
        return move.lateEffects().orElseGet(() -> adopt(move));
    }

    private static StepOutcome adopt(Move move) {
        var reading = move.placement();
        return reading instanceof Ok(var placement)
                ? new StepOutcome.Done(Map.of("adopted", placement.describe()))
                : move.unread(reading);
    }
}
