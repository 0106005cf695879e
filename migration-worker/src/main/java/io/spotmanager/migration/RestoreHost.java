package io.spotmanager.migration;

import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.Placement;
import io.spotmanager.domain.pool.TenantRules;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.Instant;
import java.util.Map;

/** The way back: out of the target if it is there, into the source if it is not, and seen there. */
final class RestoreHost {
    StepOutcome run(Cloud cloud) {
        return cloud.unsettledUntil().map(RestoreHost::waiting).orElseGet(() -> restore(cloud));
    }

    /** A removal that came after the host is back would leave it in no pool, an addition would leave it in two. */
    private static StepOutcome waiting(Instant end) {
        return new StepOutcome.WaitUntil(end, "an earlier call to Nova may still be carried out");
    }

    private StepOutcome restore(Cloud cloud) {
        return cloud.withPlacement(placement -> {
            if (placement.inTarget() && placement.elsewhere().isEmpty()) {
                return leaveTarget(cloud, placement);
            }
            return enterSource(cloud, placement);
        });
    }

    private StepOutcome leaveTarget(Cloud cloud, Placement placement) {
        return cloud.read(cloud.nova().tenantsOn(cloud.move().host()), tenants -> {
            var mayTakeServersAlong = cloud.move().acknowledges(Acknowledgement.VMS);
            if (tenants.inUse() && !mayTakeServersAlong) {
                return new StepOutcome.NeedsOperator(unasked(cloud, placement, tenants));
            }
            var left = cloud.judgedByReading(
                    cloud.remove(placement.target().orElseThrow()), now -> !now.inTarget(), new StepOutcome.Done());
            return left instanceof StepOutcome.Done
                    ? cloud.withPlacement(now -> now.inTarget()
                            ? new StepOutcome.Retry("the host is in its target again")
                            : enterSource(cloud, now))
                    : left;
        });
    }

    private static String unasked(Cloud cloud, Placement placement, HostTenants tenants) {
        var unlisted = tenants.hidden().stream().anyMatch(each -> each.kind().isTenant());
        return "%s, which is %s: taking it back takes them along, and nobody acknowledged that.%s"
                .formatted(
                        unlisted
                                ? "There are tenants on the host"
                                : "%d servers run on the host"
                                        .formatted(tenants.servers().size()),
                        placement.describe(),
                        unlisted ? " " + TenantRules.found(cloud.move().host(), tenants) : "");
    }

    private StepOutcome enterSource(Cloud cloud, Placement placement) {
        if (!placement.elsewhere().isEmpty()) {
            return new StepOutcome.NeedsOperator(
                    "Nova shows the host %s, where this move did not put it. It was left there."
                            .formatted(placement.describe()));
        }
        if (placement.onlyInSource()) {
            return new StepOutcome.Skipped("the host is in its source");
        }
        var back = new StepOutcome.Done(Map.of("placed_in", cloud.move().sourceAggregate()));
        return placement
                .source()
                .map(source -> cloud.judgedByReading(cloud.add(source), Placement::onlyInSource, back))
                .orElseGet(() -> new StepOutcome.NeedsOperator(
                        "The host is in no pool and its source %s is gone. Create it again and retry, or put the host elsewhere and adopt that."
                                .formatted(cloud.move().sourceAggregate())));
    }
}
