package io.spotmanager.simulator.fleet;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A size of server.
 *
 * @param granted names of the projects that may use it although it is not public
 * @param deleted true if only servers booted long ago still know it
 */
public record Flavor(
        String id,
        String name,
        Size size,
        boolean isPublic,
        Set<String> granted,
        Map<String, String> extraSpecs,
        boolean deleted) {

    /** Memory in MiB; disk and ephemeral disk in GB. */
    public record Size(int vcpus, int ram, int disk, int ephemeral) {}

    public Flavor {
        extraSpecs = Collections.unmodifiableMap(new TreeMap<>(extraSpecs));
    }

    public boolean visibleTo(String project) {
        return isPublic || granted.contains(project);
    }
}
