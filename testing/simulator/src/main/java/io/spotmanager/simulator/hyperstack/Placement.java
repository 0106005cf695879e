package io.spotmanager.simulator.hyperstack;

import io.spotmanager.simulator.fleet.Aggregate;
import io.spotmanager.simulator.fleet.ComputeService;
import io.spotmanager.simulator.fleet.FleetState;
import io.spotmanager.simulator.fleet.Server;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Chooses an empty host that is in service, because an order cannot name a host. Prefers the host with the name of the VM.
 */
final class Placement {

    private Placement() {}

    /** @param elsewhere true to avoid the host with the name of the VM */
    static Optional<String> choose(FleetState fleet, Order order, boolean elsewhere) {
        List<String> free = free(fleet, order.environment().region());
        if (!elsewhere && free.contains(order.name())) {
            return Optional.of(order.name());
        }
        return free.stream()
                .filter(host -> !host.equals(order.name()))
                .filter(host -> !pools(fleet, order, host).isEmpty())
                .min(Comparator.comparing((String host) -> !forRunPod(pools(fleet, order, host)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static List<String> free(FleetState fleet, Region region) {
        Set<String> used = fleet.servers().stream()
                .filter(Server::exists)
                .flatMap(server -> Optional.ofNullable(server.host()).stream())
                .collect(Collectors.toSet());
        return fleet.computes().stream()
                .filter(compute -> compute.up() && compute.availability().enabled())
                .map(ComputeService::host)
                .filter(host -> region.has(host) && !used.contains(host))
                .toList();
    }

    private static List<Aggregate> pools(FleetState fleet, Order order, String host) {
        return fleet.aggregates().values().stream()
                .filter(pool -> Catalogue.sells(pool, order.offer().gpu()))
                .filter(pool -> pool.hosts().contains(host))
                .toList();
    }

    private static boolean forRunPod(List<Aggregate> pools) {
        return pools.stream().anyMatch(pool -> pool.name().endsWith("-runpod"));
    }
}
