package io.spotmanager.migration;

import static io.spotmanager.migration.Cloud.read;

import io.spotmanager.clouds.compute.Server;
import io.spotmanager.clouds.fleet.MoveRules;
import io.spotmanager.clouds.fleet.Placement;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.List;

/** Takes the host out of its source. First remove, then add: in between the host sells nothing, which is safe. */
final class RemoveHost {
    private final MoveRules rules;

    RemoveHost(MoveRules rules) {
        this.rules = rules;
    }

    /** @param attempt tries of this step before this one; after one of them the removal may be under way */
    StepOutcome run(Cloud cloud, int attempt) {
        return cloud.withPlacement(placement -> {
            if (!placement.elsewhere().isEmpty()) {
                return new StepOutcome.NeedsOperator(
                        "Somebody else moved the host: it is %s. Nothing was changed.".formatted(placement.describe()));
            }
            if (!placement.inSource()) {
                return new StepOutcome.Skipped("the host has left its source already: it is " + placement.describe());
            }
            return read(
                    cloud.nova().serversOn(cloud.move().host()),
                    servers -> removeUnlessInUse(cloud, placement, servers, attempt));
        });
    }

    private StepOutcome removeUnlessInUse(Cloud cloud, Placement placement, List<Server> servers, int attempt) {
        var check = rules.vms(cloud.move(), servers);
        if (!check.allows()) {
            return unlessTriedBefore(new StepOutcome.Failed(check.text()), attempt);
        }
        var answer = cloud.remove(placement.source().orElseThrow());
        var outcome = cloud.judged(answer, placement, now -> !now.inSource(), new StepOutcome.Done());
        return outcome instanceof StepOutcome.Failed failed ? unlessTriedBefore(failed, attempt) : outcome;
    }

    /** A failure ends the move; that is only safe while no earlier try may still be carried out. */
    private static StepOutcome unlessTriedBefore(StepOutcome.Failed failed, int attempt) {
        return attempt == 0
                ? failed
                : new StepOutcome.NeedsOperator(failed.cause()
                        + " An earlier try to remove the host may still be carried out, so look before you decide.");
    }
}
