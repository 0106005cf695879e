package io.spotmanager.inventory.source;

import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.fleet.snapshot.SourceReport;
import io.spotmanager.inventory.source.FleetReading.Hidden;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Nova leaves a cell that it cannot reach out of most lists without an error. If one server or service is UNKNOWN, the readings of
 * servers and services count as failed and keep their previous values. If neither list could be read, the lists of soft-deleted
 * servers and of migrations may lack a cell, so they keep their previous values, too.
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
            var error = "Nova cannot reach a cell: %d compute services and %d servers are UNKNOWN"
                    .formatted(unknown, servers);
            return new FleetReading(
                    read.aggregates(),
                    failed(read.servers(), error),
                    read.flavors(),
                    failed(read.services(), error),
                    read.projects(),
                    read.netbox(),
                    unclear(read.hidden(), error, hosts));
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

    private static Hidden unclear(Hidden hidden, String error, Optional<Set<String>> outOfReach) {
        return new Hidden(
                failed(hidden.softDeleted(), error),
                failed(hidden.migrations(), error),
                hidden.placement(),
                outOfReach);
    }

    private static <T> SourceResult<T> failed(SourceResult<T> result, String error) {
        return result.items().isEmpty()
                ? result
                : new SourceResult<>(result.began(), new SourceReport.Failed(error), Optional.empty());
    }

    private static Set<String> hosts(List<ComputeService> services) {
        return services.stream()
                .filter(service -> !service.known())
                .map(ComputeService::host)
                .collect(Collectors.toSet());
    }
}
