package io.spotmanager.migration;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.pool.Placement;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.Map;

/** Success is what Nova shows, not what it answered. */
final class VerifyPlacement {
    private VerifyPlacement() {}

    static StepOutcome run(Move move) {
        var reading = move.placement();
        return reading instanceof Ok(var placement) ? decide(placement) : move.unread(reading);
    }

    static StepOutcome decide(Placement placement) {
        if (placement.onlyInTarget()) {
            return new StepOutcome.Done(
                    Map.of("placed_in", placement.target().orElseThrow().name()));
        }
        return new StepOutcome.NeedsOperator(
                "The host must be in its target alone. Nova shows it %s.".formatted(placement.describe())
                        + (placement.nowhere() ? " It sells nothing until you decide." : ""));
    }
}
