package io.spotmanager.domain.compute;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Nova host aggregate; a pool is an aggregate with a matching name.
 *
 * @param id the integer id that Nova's actions take
 * @param name unique among the cloud's aggregates
 * @param hosts the compute hosts, in the order in which they were added
 * @param availabilityZone null if the aggregate sets none
 * @param metadata all keys and values, including the availability zone
 */
public record Aggregate(
        long id, String name, List<String> hosts, @Nullable String availabilityZone, Map<String, String> metadata) {

    public Aggregate {
        hosts = HostNames.of(hosts);
        metadata = Map.copyOf(metadata);
    }

    /** True if the host is in it. Case-sensitive, as Nova's own actions are. */
    public boolean holds(String host) {
        return hosts.contains(host);
    }
}
