package io.spotmanager.gateway.migration;

import io.spotmanager.clouds.fleet.Acknowledgement;
import io.spotmanager.clouds.fleet.Check;
import io.spotmanager.clouds.fleet.MoveRequest;
import io.spotmanager.clouds.fleet.MoveRules;
import io.spotmanager.clouds.netbox.Device;
import io.spotmanager.clouds.wire.CommandLine;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Applies the worker's own rules to what the snapshot shows; the worker applies them again to what the cloud shows then. */
@Component
class MovePreviews {
    private final SightTable sights;
    private final MoveRules rules;

    MovePreviews(SightTable sights, MoveRules rules) {
        this.sights = sights;
        this.rules = rules;
    }

    MovePreview of(MoveRequest move) {
        var remembered = sights.of(move.host());
        var checks = Stream.of(
                        rules.check(move, remembered.sight()).stream(),
                        outOfService(move.host(), remembered.netboxStatus()).stream(),
                        remembered.stale().map(stale -> oldNews(stale, remembered.age())).stream())
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
                        CommandLine.of("openstack", "aggregate", "remove", "host", move.sourceAggregate(), move.host()),
                        CommandLine.of("openstack", "aggregate", "add", "host", move.targetAggregate(), move.host())),
                remembered.age());
    }

    /** The worker does not ask NetBox, which may be away and is often behind: a person decides. */
    private static Optional<Check> outOfService(String host, Optional<String> status) {
        return status.filter(text -> !text.equals(Device.ACTIVE))
                .map(text -> Check.warning(
                        "netbox_status",
                        "NetBox has %s as %s: in whichever pool, it is out of stock until that changes."
                                .formatted(host, text)));
    }

    private static Check oldNews(RememberedSight.Stale stale, SnapshotAge age) {
        return new Check(
                "snapshot",
                Check.Result.WARNING,
                "Nova cannot be read since %s (%s): this is how it was at %s. Before anything is touched the worker looks again, and refuses if it cannot."
                        .formatted(stale.since(), stale.trouble(), age.readAt()),
                null);
    }
}
