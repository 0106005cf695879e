package io.spotmanager.questions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether launches are on, and for which regions, as the worker's settings say.
 *
 * @param off the missing or wrong setting; null if they are on
 */
public record LaunchOffer(@Nullable String off, List<OfferedRegion> regions) {
    public LaunchOffer {
        regions = List.copyOf(regions);
    }

    /**
     * @param region the provider's name
     * @param hostPrefix the start of its hosts' names
     * @param images a regular expression for the names of images that may be launched there
     * @param storageNetwork null for none
     * @param firewallId null for none
     */
    public record OfferedRegion(
            String region,
            String hostPrefix,
            String environment,
            String images,
            @Nullable String storageNetwork,
            @Nullable Long firewallId) {}
}
