package io.spotmanager.simulation.cloud;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.Server;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What exists in the clouds. */
public final class ModelWorld {
    private final Map<Long, String> names = new LinkedHashMap<>();
    private final Map<Long, Set<String>> members = new LinkedHashMap<>();
    private final Map<String, String> disabled = new HashMap<>();
    private final Set<String> occupied = new HashSet<>();
    private final ModelVms vms;

    /** @param pools the names of the pools */
    public ModelWorld(List<String> pools, ModelVms vms) {
        this.vms = vms;
        for (var pool : pools) {
            names.put(names.size() + 1L, pool);
            members.put((long) names.size(), new LinkedHashSet<>());
        }
    }

    public ModelVms vms() {
        return vms;
    }

    /** Puts a host into a pool before the history begins. */
    public void place(String host, String pool) {
        names.forEach((id, name) -> {
            if (name.equals(pool)) {
                set(id).add(host);
            }
        });
    }

    /** Returns the pools that hold a host, by name. */
    public Set<String> poolsOf(String host) {
        var pools = new TreeSet<String>();
        members.forEach((id, hosts) -> {
            if (hosts.contains(host)) {
                pools.add(pool(id));
            }
        });
        return pools;
    }

    /** Returns why the compute service of a host is disabled; empty if it is enabled. */
    public Optional<String> disabledReason(String host) {
        return Optional.ofNullable(disabled.get(host));
    }

    ComputeService disable(String host, String reason) {
        disabled.put(host, reason);
        return service(host);
    }

    ComputeService enable(String host) {
        disabled.remove(host);
        return service(host);
    }

    ComputeService service(String host) {
        var reason = disabled.get(host);
        return new ComputeService(host, reason == null, true, reason, "nova");
    }

    String pool(long id) {
        return Objects.requireNonNull(names.get(id));
    }

    private Set<String> set(long id) {
        return Objects.requireNonNull(members.get(id));
    }

    Aggregate aggregate(long id) {
        return new Aggregate(id, pool(id), List.copyOf(set(id)), null, Map.of());
    }

    List<Aggregate> aggregates() {
        return names.keySet().stream().map(this::aggregate).toList();
    }

    boolean add(long id, String host) {
        return set(id).add(host);
    }

    boolean remove(long id, String host) {
        return set(id).remove(host);
    }

    /** A tenant's VM runs on the host until {@link #leave}. */
    public void occupy(String host) {
        occupied.add(host);
    }

    public void leave(String host) {
        occupied.remove(host);
    }

    List<Server> serversOn(String host) {
        var servers = new ArrayList<>(vms.serversOn(host));
        if (occupied.contains(host)) {
            servers.add(new Server("tenant-of-" + host, "tenant", "ACTIVE", host, "acme", "n3-A100x1"));
        }
        return servers;
    }
}
