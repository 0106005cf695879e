package io.spotmanager.migration;

import static java.util.stream.Collectors.joining;

import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.pool.MoveRules;
import io.spotmanager.domain.pool.Placement;
import io.spotmanager.workflow.step.StepOutcome;

/** Takes the host out of its source. First remove, then add: in between the host sells nothing, which is safe. */
final class RemoveHost {
    private final MoveRules rules;

    RemoveHost(MoveRules rules) {
        this.rules = rules;
    }

    StepOutcome run(Cloud cloud) {
        return cloud.withPlacement(placement -> {
            if (!placement.elsewhere().isEmpty()) {
                return new StepOutcome.NeedsOperator(
                        "Nova shows the host %s, where this move did not put it. Nothing was changed."
                                .formatted(placement.describe()));
            }
            if (!placement.inSource()) {
                return new StepOutcome.Skipped("the host has left its source already: it is " + placement.describe());
            }
            return cloud.read(
                    cloud.nova().tenantsOn(cloud.move().host()),
                    tenants -> removeUnlessInUse(cloud, placement, tenants));
        });
    }

    private StepOutcome removeUnlessInUse(Cloud cloud, Placement placement, HostTenants tenants) {
        var against = rules.tenants(cloud.move(), tenants).stream()
                .filter(check -> !check.allows())
                .map(Check::text)
                .collect(joining(" "));
        if (!against.isEmpty()) {
            return onceSettled(cloud, new StepOutcome.Failed(against));
        }
        var answer = cloud.remove(placement.source().orElseThrow());
        var outcome = cloud.judged(answer, placement, now -> !now.inSource(), new StepOutcome.Done());
        return outcome instanceof StepOutcome.Failed failed ? onceSettled(cloud, failed) : outcome;
    }

    /** A failure ends the move, which must not be before an earlier removal can come no more. */
    private static StepOutcome onceSettled(Cloud cloud, StepOutcome.Failed failed) {
        return cloud.unsettledUntil()
                .<StepOutcome>map(end -> new StepOutcome.WaitUntil(
                        end, failed.cause() + " The move ends when an earlier removal can come no more."))
                .orElse(failed);
    }
}
