package io.spotmanager.domain.launch;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.launch.LaunchInputs.Catalogue;
import io.spotmanager.domain.vm.VmImage;
import java.time.Instant;
import java.util.List;

/** Reads the provider's catalogue of a region. */
@FunctionalInterface
public interface Catalogues {
    /** @param at when it was read */
    record Fetched(Instant at, Catalogue catalogue) {}

    /** @param region the provider's name for the region */
    CloudResult<Fetched> of(String region);

    /** @param at when they were read */
    record Images(Instant at, List<VmImage> images) {}

    /** Returns the images alone: they can be read even if another list of the catalogue cannot. */
    default CloudResult<Images> images(String region) {
        return of(region)
                .map(fetched -> new Images(fetched.at(), fetched.catalogue().images()));
    }
}
