package io.spotmanager.migration;

import io.spotmanager.domain.pool.Placement;
import io.spotmanager.workflow.step.StepOutcome;

/** Puts the host into its target. */
final class AddHost {
    StepOutcome run(Cloud cloud) {
        return cloud.withPlacement(placement -> {
            if (!placement.elsewhere().isEmpty() || placement.inSource()) {
                return new StepOutcome.NeedsOperator(
                        "Nova shows the host %s. It must be in no other pool before it is added to its target. Nothing was added."
                                .formatted(placement.describe()));
            }
            if (placement.inTarget()) {
                return new StepOutcome.Skipped("the host is in its target already");
            }
            return placement
                    .target()
                    .map(target ->
                            cloud.judged(cloud.add(target), placement, Placement::inTarget, new StepOutcome.Done()))
                    .orElseGet(() -> new StepOutcome.Failed(
                            "The aggregate %s is gone.".formatted(cloud.move().targetAggregate())));
        });
    }
}
