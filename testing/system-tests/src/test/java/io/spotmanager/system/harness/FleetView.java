package io.spotmanager.system.harness;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The state of the simulator. */
public record FleetView(List<Aggregate> aggregates, List<Host> hosts) {
    public record Aggregate(int id, String name, List<String> hosts) {}

    /** @param servers that run on it */
    public record Host(String host, String status, String state, List<String> aggregates, List<String> servers) {
        boolean inService() {
            return status.equals("enabled") && state.equals("up");
        }

        public boolean empty() {
            return servers.isEmpty();
        }
    }

    public Aggregate aggregate(String name) {
        return aggregates.stream()
                .filter(aggregate -> aggregate.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public Host host(String name) {
        return hosts.stream()
                .filter(host -> host.host().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Hosts on which a VM may be launched: empty, in service, and in a RunPod pool. */
    public List<String> launchHosts() {
        return hosts.stream()
                .filter(host -> host.empty() && host.inService())
                .filter(host -> host.aggregates().stream().anyMatch(pool -> pool.endsWith("-runpod")))
                .map(Host::host)
                .toList();
    }

    /** Hosts that are in no pool or in several, with their pools. */
    public Map<String, List<String>> misplaced() {
        var misplaced = new HashMap<String, List<String>>();
        for (var host : hosts) {
            if (host.aggregates().size() != 1) {
                misplaced.put(host.host(), host.aggregates());
            }
        }
        return misplaced;
    }

    /**
     * The moves that the rules allow: one for each host that is in just one pool of GPUs, unless servers run on it and the
     * pool is for spot; in the order of the hosts.
     */
    public List<Move> possibleMoves() {
        return hosts.stream().flatMap(host -> Route.of(host).stream()).toList();
    }

    /** The moves of hosts on which nothing runs, out of a pool for spot. */
    public List<Move> spotMoves() {
        return possibleMoves().stream()
                .filter(move -> move.sourceAggregate().endsWith(Route.SPOT))
                .toList();
    }
}
