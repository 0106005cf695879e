package io.spotmanager.migration;

import io.spotmanager.workflow.step.StepOutcome;
import java.util.Map;

/** Ends the move with whatever Nova shows, because an operator said so; records where that is. */
final class AdoptPlacement {
    StepOutcome run(Cloud cloud) {
        return cloud.withPlacement(placement -> new StepOutcome.Done(Map.of("adopted", placement.describe())));
    }
}
