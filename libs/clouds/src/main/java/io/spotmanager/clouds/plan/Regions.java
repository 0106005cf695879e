package io.spotmanager.clouds.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The regions in which VMs can be launched. */
public record Regions(List<Region> all) {
    public Regions {
        all = List.copyOf(all);
    }

    /**
     * Reads {@code SPOT_REGIONS} and what it refers to.
     *
     * @param setting null for what is not set
     * @throws io.spotmanager.clouds.wire.WrongSettingsException one text that names everything missing or wrong
     */
    public static Regions from(Function<String, @Nullable String> setting) {
        return new RegionSettings(setting).read();
    }

    /** The region of that host; of several that claim it, the one with the longest prefix. */
    public Optional<Region> of(String host) {
        return all.stream()
                .filter(region -> region.claims(host))
                .max(Comparator.comparingInt(region -> region.prefix().length()));
    }

    public List<String> prefixes() {
        return all.stream().map(Region::prefix).toList();
    }
}
