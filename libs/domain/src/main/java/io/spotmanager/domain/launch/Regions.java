package io.spotmanager.domain.launch;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The regions in which VMs can be launched. */
public record Regions(List<Region> all) {
    /** The setting that defines the regions, for messages. */
    public static final String SETTING = "SPOT_REGIONS";

    public Regions {
        all = List.copyOf(all);
    }

    /** Returns the region of the host. If several match, the one with the longest prefix. */
    public Optional<Region> of(String host) {
        return all.stream()
                .filter(region -> region.claims(host))
                .max(Comparator.comparingInt(region -> region.prefix().length()));
    }

    public List<String> prefixes() {
        return all.stream().map(Region::prefix).toList();
    }
}
