package io.spotmanager.inventory.source;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.compute.Migration;
import io.spotmanager.domain.compute.Project;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.domain.netbox.Device;
import io.spotmanager.fleet.snapshot.SourceAttempt;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The results of one read of every source. */
public record FleetReading(
        SourceResult<Aggregate> aggregates,
        SourceResult<Server> servers,
        SourceResult<Flavor> flavors,
        SourceResult<ComputeService> services,
        SourceResult<Project> projects,
        SourceResult<Device> netbox,
        Hidden hidden) {
    /**
     * The sources of tenants that the list of servers does not show.
     *
     * @param placement whether OpenStack placement answers; it has no items
     * @param outOfReach the hosts in cells that the cloud cannot reach; empty if unknown
     */
    public record Hidden(
            SourceResult<Server> softDeleted,
            SourceResult<Migration> migrations,
            SourceResult<String> placement,
            Optional<Set<String>> outOfReach) {
        public Hidden {
            outOfReach = outOfReach.map(Set::copyOf);
        }
    }

    /** Returns the earliest beginning of the reads of aggregates, servers and services. */
    public Instant oldest() {
        return Stream.of(aggregates.began(), servers.began(), services.began())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /**
     * Returns the attempt of each source, by its name.
     *
     * @param missing what NetBox no longer shows; empty if nothing
     */
    public Map<String, SourceAttempt> attempts(Optional<String> missing) {
        var all = new LinkedHashMap<String, SourceAttempt>();
        all.put("aggregates", aggregates.attempt());
        all.put("servers", servers.attempt());
        all.put("flavors", flavors.attempt());
        all.put("services", services.attempt());
        all.put("projects", projects.attempt());
        all.put(
                "netbox",
                new SourceAttempt(
                        netbox.began(), missing.map(netbox.report()::andMissing).orElse(netbox.report())));
        all.put("soft_deleted", hidden.softDeleted().attempt());
        all.put("migrations", hidden.migrations().attempt());
        all.put("placement", hidden.placement().attempt());
        return all;
    }
}
