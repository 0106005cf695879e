package io.spotmanager.moves;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.pool.Placement;
import io.spotmanager.workflow.step.StepOutcome;

/** Puts the host into its target. */
public final class AddHost {
    private AddHost() {}

    public static StepOutcome run(Move move) {
        var reading = move.placement();
        if (!(reading instanceof Ok(var placement))) {
            return move.unread(reading);
        }
        if (!placement.elsewhere().isEmpty() || placement.inSource()) {
            return new StepOutcome.NeedsOperator(
                    "Nova shows the host %s. It must be in no other pool before it is added to its target. Nothing was added."
                            .formatted(placement.describe()));
        }
        if (placement.inTarget()) {
            return new StepOutcome.Skipped("the host is in its target already");
        }
        var target = placement.target();
        if (target.isEmpty()) {
            return new StepOutcome.Failed(
                    "The aggregate %s is gone.".formatted(move.request().targetAggregate()));
        }
        return move.confirm(move.add(target.get()), placement, Placement::inTarget, new StepOutcome.Done());
    }
}
