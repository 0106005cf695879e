package io.spotmanager.domain.launch;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The regions in which VMs can be launched. */
public record Regions(List<Region> all) {
    /** The setting that defines the regions, for messages. */
    public static final String SETTING = "SPOT_REGIONS";

    public Regions {
        all = List.copyOf(all);
    }

    /** Returns the region of the host. If several match, the one with the longest prefix. */
    public Optional<Region> of(String host) {
        return claiming(all, Region::prefix, host);
    }

    /**
     * Returns the region of the host by the start of its name; if several match, the one with the longest prefix.
     *
     * @param prefix of a region
     */
    public static <R> Optional<R> claiming(List<R> regions, Function<R, String> prefix, String host) {
        return regions.stream()
                .filter(region -> Region.claims(prefix.apply(region), host))
                .max(Comparator.comparingInt(region -> prefix.apply(region).length()));
    }

    public List<String> prefixes() {
        return all.stream().map(Region::prefix).toList();
    }
}
