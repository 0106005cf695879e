package io.spotmanager.inventory.source;

import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.fleet.snapshot.SourceReport;
import io.spotmanager.inventory.source.FleetReading.Hidden;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A cell that the cloud cannot reach is missing from most of its lists without a word. One UNKNOWN in any of them makes all that was
 * read of servers and services in that round unclear: what they said before stays. If neither services nor servers could be read,
 * nothing shows whether the lists of soft-deleted servers and of migrations lack a cell: these keep what they said before, too.
 */
final class CellsOutOfReach {
    private CellsOutOfReach() {}

    static FleetReading of(FleetReading read) {
        var hosts = read.services().items().map(CellsOutOfReach::hosts);
        long servers = read.servers().items().orElse(List.of()).stream()
                .filter(server -> !server.isKnown())
                .count();
        int unknown = hosts.map(Set::size).orElse(0);
        if (unknown > 0 || servers > 0) {
            var trouble = "Nova cannot reach a cell: %d compute services and %d servers are UNKNOWN"
                    .formatted(unknown, servers);
            return new FleetReading(
                    read.aggregates(),
                    failed(read.servers(), trouble),
                    read.flavors(),
                    failed(read.services(), trouble),
                    read.projects(),
                    read.netbox(),
                    unclear(read.hidden(), trouble, hosts));
        }
        return new FleetReading(
                read.aggregates(),
                read.servers(),
                read.flavors(),
                read.services(),
                read.projects(),
                read.netbox(),
                hosts.isEmpty() && read.servers().items().isEmpty()
                        ? unclear(
                                read.hidden(),
                                "a cell may be missing: neither services nor servers could be read",
                                hosts)
                        : new Hidden(
                                read.hidden().softDeleted(),
                                read.hidden().migrations(),
                                read.hidden().placement(),
                                hosts));
    }

    private static Hidden unclear(Hidden hidden, String trouble, Optional<Set<String>> outOfReach) {
        return new Hidden(
                failed(hidden.softDeleted(), trouble),
                failed(hidden.migrations(), trouble),
                hidden.placement(),
                outOfReach);
    }

    private static <T> SourceResult<T> failed(SourceResult<T> told, String trouble) {
        return told.items().isEmpty()
                ? told
                : new SourceResult<>(told.began(), new SourceReport.Failed(trouble), Optional.empty());
    }

    private static Set<String> hosts(List<ComputeService> services) {
        return services.stream()
                .filter(service -> !service.known())
                .map(ComputeService::host)
                .collect(Collectors.toSet());
    }
}
