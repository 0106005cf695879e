package io.spotmanager.moves;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.Placement;
import io.spotmanager.domain.pool.TenantRules;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.Map;

/** The roll-back: out of the target if it is there, into the source if it is not, and seen there. */
public final class RestoreHost {
    private RestoreHost() {}

    public static StepOutcome run(Move move) {
        move.turnedBack();
        // A removal that came after the host is back would leave it in no pool, an addition would leave it in two.
        return move.lateEffectsOfEarlierStates().orElseGet(() -> restore(move));
    }

    private static StepOutcome restore(Move move) {
        var reading = move.placement();
        if (!(reading instanceof Ok(var placement))) {
            return move.unread(reading);
        }
        if (!placement.inTarget() || !placement.elsewhere().isEmpty()) {
            return enterSource(move, placement);
        }
        var left = leaveTarget(move, placement);
        if (!(left instanceof StepOutcome.Done)) {
            return left;
        }
        var readingAgain = move.placement();
        if (!(readingAgain instanceof Ok(var now))) {
            return move.unread(readingAgain);
        }
        return now.inTarget() ? new StepOutcome.Retry("the host is in its target again") : enterSource(move, now);
    }

    /** Takes the host out of its target, but not with VMs on it that nobody accepted. */
    public static StepOutcome leaveTarget(Move move, Placement placement) {
        var use = move.nova().tenantsOn(move.request().host());
        if (!(use instanceof Ok(var tenants))) {
            return move.unread(use);
        }
        var mayTakeServersAlong = move.request().acknowledges(Acknowledgement.VMS);
        if (tenants.inUse() && !mayTakeServersAlong) {
            return new StepOutcome.NeedsOperator(unasked(move, placement, tenants));
        }
        return move.confirmByReading(
                move.remove(placement.target().orElseThrow()), now -> !now.inTarget(), new StepOutcome.Done());
    }

    private static String unasked(Move move, Placement placement, HostTenants tenants) {
        var unlisted = tenants.hidden().stream().anyMatch(each -> each.kind().isTenant());
        return "%s, which is %s: taking it back takes them along, and nobody acknowledged that.%s"
                .formatted(
                        unlisted
                                ? "There are tenants on the host"
                                : "%d servers run on the host"
                                        .formatted(tenants.servers().size()),
                        placement.describe(),
                        unlisted ? " " + TenantRules.found(move.request().host(), tenants) : "");
    }

    private static StepOutcome enterSource(Move move, Placement placement) {
        if (!placement.elsewhere().isEmpty()) {
            return new StepOutcome.NeedsOperator(
                    "Nova shows the host %s, where this move did not put it. It was left there."
                            .formatted(placement.describe()));
        }
        if (placement.onlyInSource()) {
            return new StepOutcome.Skipped("the host is in its source");
        }
        var source = placement.source();
        if (source.isEmpty()) {
            return new StepOutcome.NeedsOperator(
                    "The host is in no pool and its source %s is gone. Create it again and retry, or put the host elsewhere and adopt that."
                            .formatted(move.request().sourceAggregate()));
        }
        return move.confirmByReading(
                move.add(source.get()),
                Placement::onlyInSource,
                new StepOutcome.Done(Map.of("placed_in", move.request().sourceAggregate())));
    }
}
