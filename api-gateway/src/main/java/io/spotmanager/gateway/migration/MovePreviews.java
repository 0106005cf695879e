package io.spotmanager.gateway.migration;

import io.spotmanager.domain.compute.AggregateCommands;
import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.domain.pool.MoveRules;
import io.spotmanager.gateway.fleet.NetboxStatus;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Applies the worker's own rules to what the snapshot shows; the worker applies them again to what the cloud shows then. */
@Component
class MovePreviews {
    private final SnapshotHostReader snapshot;
    private final MoveRules rules;
    private final NetboxStatus netbox;

    MovePreviews(SnapshotHostReader snapshot, MoveRules rules, NetboxStatus netbox) {
        this.snapshot = snapshot;
        this.rules = rules;
        this.netbox = netbox;
    }

    MovePreview of(MoveRequest move) {
        return of(move, snapshot.of(move.host()));
    }

    /** @param observed what the snapshot shows of the host */
    MovePreview of(MoveRequest move, SnapshotObservation observed) {
        var checks = Stream.of(
                        rules.check(move, observed.observation()).stream(),
                        netbox.warning(move.host()).stream(),
                        observed.stale().map(stale -> oldNews(stale, observed.age())).stream())
                .flatMap(each -> each)
                .toList();
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
                        AggregateCommands.removeHost(move.sourceAggregate(), move.host()),
                        AggregateCommands.addHost(move.targetAggregate(), move.host())),
                observed.age(),
                null);
    }

    private static Check oldNews(SnapshotObservation.Stale stale, SnapshotAge age) {
        return Check.warning(
                "snapshot",
                "Nova cannot be read since %s (%s): this is how it was at %s. Before anything is touched the worker looks again, and refuses if it cannot."
                        .formatted(stale.since(), stale.error(), age.readAt()));
    }
}
