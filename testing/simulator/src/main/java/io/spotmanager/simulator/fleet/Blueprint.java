package io.spotmanager.simulator.fleet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A cloud described by names; {@link FleetBuilder} gives it ids.
 *
 * @param hosts compute hosts in the order in which their services register
 * @param aggregates in the order of their ids
 * @param servers oldest first
 */
public record Blueprint(
        List<String> projects,
        List<String> hosts,
        List<FlavorPlan> flavors,
        List<AggregatePlan> aggregates,
        List<ServerPlan> servers) {

    /** Memory in GiB, disks in GB. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record FlavorPlan(
            String name,
            int vcpus,
            int ramGib,
            int disk,
            int ephemeral,
            Map<String, String> extraSpecs,
            Access access) {}

    /** Who may see a flavor; a deleted one is hidden from all. */
    public record Access(boolean open, Set<String> granted, boolean deleted) {
        static final Access PUBLIC = new Access(true, Set.of(), false);
    }

    public record AggregatePlan(String name, Map<String, String> metadata, List<String> hosts) {}

    /** {@code host} is null for a server on no host. */
    public record ServerPlan(
            String name,
            String project,
            String flavor,
            @Nullable String host,
            ServerState state) {}
}
