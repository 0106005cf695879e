package io.spotmanager.gateway.migration;

import io.spotmanager.domain.compute.AggregateCommands;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.pool.DrainRequest;
import io.spotmanager.domain.pool.DrainRules;
import io.spotmanager.domain.pool.HostObservation;
import io.spotmanager.domain.pool.MoveRules;
import io.spotmanager.domain.pool.ServiceMark;
import io.spotmanager.domain.pool.StockRules;
import io.spotmanager.gateway.fleet.NetboxStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Applies the worker's own rules to what the snapshot shows; the worker applies them again to what the cloud shows then. */
@Component
class MovePreviews {
    private final SnapshotHostReader snapshot;
    private final MoveRules rules;
    private final StockRules stock;
    private final DrainRules drains;

    MovePreviews(SnapshotHostReader snapshot, MoveRules rules, StockRules stock, DrainRules drains) {
        this.drains = drains;
        this.stock = stock;
        this.snapshot = snapshot;
        this.rules = rules;
    }

    MovePreview of(HostCommand command) {
        return of(command, snapshot.of(command.asMove().host()));
    }

    /** @param observed what the snapshot shows of the host */
    MovePreview of(HostCommand command, SnapshotObservation observed) {
        var move = command.asMove();
        var host = move.host();
        var checks = Stream.of(
                        rules(command, observed.observation()).stream(),
                        observed.netboxStatus().flatMap(status -> NetboxStatus.warning(host, status)).stream(),
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
                lines(command, observed.observation()),
                observed.age(),
                null,
                null,
                host,
                move.sourceAggregate(),
                move.targetAggregate());
    }

    /** The result of every rule of the command. */
    List<Check> rules(HostCommand command, HostObservation seen) {
        return switch (command) {
            case HostCommand.Move(var move) -> rules.check(move, seen);
            case HostCommand.Place(var place) -> stock.check(place, seen);
            case HostCommand.Withdraw(var withdraw) -> stock.check(withdraw, seen);
            case HostCommand.Drain(var drain) -> drains.check(drain, seen);
        };
    }

    /** What the worker would do to the cloud as the snapshot shows it. */
    private static List<String> lines(HostCommand command, HostObservation seen) {
        var enabled = seen.service().filter(ComputeService::enabled).isPresent();
        var ours = seen.service().flatMap(ServiceMark::of).isPresent();
        return switch (command) {
            case HostCommand.Move(var move) ->
                List.of(
                        AggregateCommands.removeHost(move.sourceAggregate(), move.host()),
                        AggregateCommands.addHost(move.targetAggregate(), move.host()));
            case HostCommand.Place(var place) ->
                Stream.concat(
                                Stream.of(AggregateCommands.addHost(place.targetAggregate(), place.host())),
                                ours ? Stream.of(AggregateCommands.enableService(place.host())) : Stream.empty())
                        .toList();
            case HostCommand.Withdraw(var withdraw) ->
                Stream.concat(
                                withdraw.disableService() && enabled
                                        ? Stream.of(AggregateCommands.disableService(
                                                withdraw.host(), ServiceMark.preview(withdraw.reason())))
                                        : Stream.empty(),
                                Stream.of(AggregateCommands.removeHost(withdraw.sourceAggregate(), withdraw.host())))
                        .toList();
            case HostCommand.Drain(var drain) -> lines(drain, enabled);
        };
    }

    private static List<String> lines(DrainRequest drain, boolean enabled) {
        var lines = new ArrayList<String>();
        if (enabled) {
            lines.add(AggregateCommands.disableService(drain.host(), ServiceMark.preview(drain.reason())));
        }
        lines.add(AggregateCommands.removeHost(drain.sourceAggregate(), drain.host()));
        if (drain.targetAggregate() != null) {
            lines.add(AggregateCommands.addHost(drain.targetAggregate(), drain.host()));
        }
        if (enabled && !drain.staysDisabled()) {
            lines.add(AggregateCommands.enableService(drain.host()));
        }
        return List.copyOf(lines);
    }

    static Check oldNews(SnapshotObservation.Stale stale, SnapshotAge age) {
        return Check.warning(
                "snapshot",
                "Nova cannot be read since %s (%s): this is how it was at %s. Before anything is touched the worker looks again, and refuses if it cannot."
                        .formatted(stale.since(), stale.error(), age.readAt()));
    }
}
