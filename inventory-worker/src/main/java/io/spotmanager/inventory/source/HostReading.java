package io.spotmanager.inventory.source;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.Server;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A reading of single hosts.
 *
 * @param began by the database's clock
 * @param aggregates all of them
 * @param servers those on these hosts
 * @param services those of these hosts
 */
public record HostReading(
        Instant began,
        Set<String> hosts,
        List<Aggregate> aggregates,
        List<Server> servers,
        List<ComputeService> services) {
    public HostReading {
        hosts = Set.copyOf(hosts);
    }

    /** Returns the reading without these hosts. */
    public HostReading without(Set<String> others) {
        var fewer = new HashSet<>(hosts);
        fewer.removeAll(others);
        return new HostReading(began, fewer, aggregates, servers, services);
    }
}
