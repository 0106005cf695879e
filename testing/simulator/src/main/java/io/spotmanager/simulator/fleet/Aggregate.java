package io.spotmanager.simulator.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A host aggregate.
 *
 * @param hosts in the order they were added
 */
public record Aggregate(
        int id, String uuid, String name, List<String> hosts, Map<String, String> metadata, Instant created) {

    static final String ZONE = "availability_zone";

    public Aggregate {
        hosts = List.copyOf(hosts);
        // Sorted, since the order of Map.copyOf differs from one start of the JVM to the next.
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }

    /** Its availability zone, or null if it has none. */
    public @Nullable String zone() {
        return metadata.get(ZONE);
    }

    Aggregate holding(List<String> others) {
        return new Aggregate(id, uuid, name, others, metadata, created);
    }

    Aggregate with(String host) {
        List<String> more = new ArrayList<>(hosts);
        more.add(host);
        return new Aggregate(id, uuid, name, more, metadata, created);
    }

    Aggregate without(String host) {
        List<String> fewer = hosts.stream().filter(each -> !each.equals(host)).toList();
        return new Aggregate(id, uuid, name, fewer, metadata, created);
    }

    Aggregate with(Map<String, String> newMetadata) {
        return new Aggregate(id, uuid, name, hosts, newMetadata, created);
    }
}
