package io.spotmanager.gateway.capacity;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the snapshot holds of some pools and hosts.
 *
 * @param pools those that sell hosts, of all that are named
 * @param hosts in them, and those that are named, by name
 */
record CountedFleet(Set<String> pools, Map<String, CountedHost> hosts, FleetDoubt doubt) {
    static CountedFleet of(Collection<String> pools, Collection<CountedHost> hosts, FleetDoubt doubt) {
        return new CountedFleet(
                Set.copyOf(pools),
                hosts.stream().collect(Collectors.toMap(CountedHost::name, Function.identity())),
                doubt);
    }

    /** By name. */
    List<CountedHost> in(String pool) {
        return hosts.values().stream()
                .filter(host -> host.pools().contains(pool))
                .sorted(Comparator.comparing(CountedHost::name))
                .toList();
    }
}
