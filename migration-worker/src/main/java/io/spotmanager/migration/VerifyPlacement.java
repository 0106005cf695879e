package io.spotmanager.migration;

import io.spotmanager.clouds.fleet.Placement;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.Map;

/** Success is what Nova shows, not what it answered. */
final class VerifyPlacement {
    StepOutcome run(Cloud cloud) {
        return cloud.withPlacement(VerifyPlacement::decide);
    }

    static StepOutcome decide(Placement placement) {
        if (placement.onlyInTarget()) {
            return new StepOutcome.Done(
                    Map.of("placed_in", placement.target().orElseThrow().name()));
        }
        return new StepOutcome.NeedsOperator(
                placement.nowhere()
                        ? "The host was added to its target and is in no pool now: somebody took it out. It sells nothing until you decide."
                        : "The host must be in its target alone and is %s: somebody else moved it."
                                .formatted(placement.describe()));
    }
}
