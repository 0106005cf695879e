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

/** What came of one try to read every source. */
public record FleetReading(
        SourceResult<Aggregate> aggregates,
        SourceResult<Server> servers,
        SourceResult<Flavor> flavors,
        SourceResult<ComputeService> services,
        SourceResult<Project> projects,
        SourceResult<Device> netbox,
        Hidden hidden) {
    /**
     * What tells of tenants that the list of servers does not show.
     *
     * @param placement whether it may be asked; it tells of no host
     * @param outOfReach the hosts in cells that the cloud cannot reach; empty when that is not known
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

    /** When the read began that is the oldest of those that tell of hosts. */
    public Instant oldest() {
        return Stream.of(aggregates.began(), servers.began(), services.began())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** How each try went, by the names of the sources. */
    public Map<String, SourceAttempt> attempts() {
        var all = new LinkedHashMap<String, SourceAttempt>();
        all.put("aggregates", aggregates.attempt());
        all.put("servers", servers.attempt());
        all.put("flavors", flavors.attempt());
        all.put("services", services.attempt());
        all.put("projects", projects.attempt());
        all.put("netbox", netbox.attempt());
        all.put("soft_deleted", hidden.softDeleted().attempt());
        all.put("migrations", hidden.migrations().attempt());
        all.put("placement", hidden.placement().attempt());
        return all;
    }
}
