package io.spotmanager.moves;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.pool.Placement;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.Map;
import java.util.Optional;

/**
 * Success is what Nova shows, not what it answered. A move that was never turned back need not wait for late effects: they can only
 * repeat what it did, and the next operation on the host waits for them.
 */
public final class VerifyPlacement {
    private VerifyPlacement() {}

    public static StepOutcome run(Move move) {
        return (move.wasTurnedBack() ? move.lateEffects() : Optional.<StepOutcome>empty())
                .orElseGet(() -> verify(move));
    }

    private static StepOutcome verify(Move move) {
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
