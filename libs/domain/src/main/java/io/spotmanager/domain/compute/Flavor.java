package io.spotmanager.domain.compute;

import java.util.Map;

/**
 * A Nova flavor.
 *
 * @param name empty if unknown
 * @param extraSpecs empty if there are none or the cloud does not show them
 */
public record Flavor(String name, Map<String, String> extraSpecs) {
    public Flavor {
        extraSpecs = Map.copyOf(extraSpecs);
    }

    public static Flavor named(String name) {
        return new Flavor(name, Map.of());
    }
}
