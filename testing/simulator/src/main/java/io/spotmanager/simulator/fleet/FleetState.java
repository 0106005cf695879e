package io.spotmanager.simulator.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The immutable state of the whole cloud.
 *
 * @param aggregates by id, in the order of creation
 * @param services computes and controllers by binary and host, in the order of registration
 * @param servers newest first, the deleted among them
 */
public record FleetState(
        SequencedMap<Integer, Aggregate> aggregates,
        SequencedMap<String, ComputeService> services,
        List<Project> projects,
        List<Flavor> flavors,
        List<Server> servers) {

    /** The zone of a host whose aggregates name none. */
    public static final String DEFAULT_ZONE = "nova";

    public @Nullable Aggregate aggregate(int id) {
        return aggregates.get(id);
    }

    public @Nullable ComputeService compute(String host) {
        return services.get(key(ComputeService.COMPUTE, host));
    }

    public List<ComputeService> computes() {
        return services.values().stream()
                .filter(service -> service.binary().equals(ComputeService.COMPUTE))
                .toList();
    }

    public Optional<Server> server(String id) {
        return servers.stream().filter(server -> server.id().equals(id)).findFirst();
    }

    public Optional<Project> project(String idOrName) {
        return projects.stream()
                .filter(project ->
                        project.id().equals(idOrName) || project.name().equals(idOrName))
                .findFirst();
    }

    /** The availability zone of every host that is in one other than the default. */
    public Map<String, String> zones() {
        Map<String, String> zones = new HashMap<>();
        for (Aggregate aggregate : aggregates.values()) {
            String zone = aggregate.zone();
            if (zone != null) {
                aggregate.hosts().forEach(host -> zones.put(host, zone));
            }
        }
        return zones;
    }

    static String key(String binary, String host) {
        return binary + "@" + host;
    }

    FleetState withAggregates(SequencedMap<Integer, Aggregate> others) {
        return new FleetState(others, services, projects, flavors, servers);
    }

    FleetState withServices(SequencedMap<String, ComputeService> others) {
        return new FleetState(aggregates, others, projects, flavors, servers);
    }

    FleetState withServers(List<Server> others) {
        return new FleetState(aggregates, services, projects, flavors, others);
    }
}
