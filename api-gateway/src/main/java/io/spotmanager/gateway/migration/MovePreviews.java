package io.spotmanager.gateway.migration;

import io.spotmanager.clouds.compute.CloudAnswer;
import io.spotmanager.clouds.compute.ComputeCloud;
import io.spotmanager.clouds.fleet.Acknowledgement;
import io.spotmanager.clouds.fleet.Check;
import io.spotmanager.clouds.fleet.HostSight;
import io.spotmanager.clouds.fleet.MoveRequest;
import io.spotmanager.clouds.fleet.MoveRules;
import io.spotmanager.gateway.problem.ProblemType;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Applies the worker's own rules to what the cloud shows now. */
@Component
class MovePreviews {
    private final ComputeCloud nova;
    private final MoveRules rules;

    MovePreviews(ComputeCloud nova, MoveRules rules) {
        this.nova = nova;
        this.rules = rules;
    }

    MovePreview of(MoveRequest move) {
        var sight = new HostSight(
                read(nova.aggregates()), read(nova.computeService(move.host())), read(nova.serversOn(move.host())));
        var checks = rules.check(move, sight);
        List<Acknowledgement> acknowledge = checks.stream()
                .map(Check::acknowledgement)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        return new MovePreview(
                checks.stream().allMatch(Check::allows),
                checks,
                acknowledge,
                List.of(
                        "openstack aggregate remove host %s %s".formatted(move.sourceAggregate(), move.host()),
                        "openstack aggregate add host %s %s".formatted(move.targetAggregate(), move.host())));
    }

    static <T> T read(CloudAnswer<T> answer) {
        return answer.found()
                .orElseThrow(() -> ProblemType.CLOUD_UNAVAILABLE.because(
                        "Nova could not be read (%s), so nothing can be said about this host now. Nothing was done; try again later."
                                .formatted(answer.problem())));
    }
}
