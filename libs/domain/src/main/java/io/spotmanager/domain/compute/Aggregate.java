package io.spotmanager.domain.compute;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A host aggregate of the cloud: what Spot Manager calls a pool.
 *
 * @param id the integer id that actions take
 * @param name unique among the cloud's aggregates
 * @param hosts the compute hosts, in the order they were added
 * @param availabilityZone null when the aggregate sets none
 * @param metadata free keys and values, the availability zone among them
 */
public record Aggregate(
        long id, String name, List<String> hosts, @Nullable String availabilityZone, Map<String, String> metadata) {

    public Aggregate {
        hosts = List.copyOf(hosts);
        metadata = Map.copyOf(metadata);
    }

    /** Whether the host is in it; case matters, as it does to the cloud's own actions. */
    public boolean holds(String host) {
        return hosts.contains(host);
    }
}
