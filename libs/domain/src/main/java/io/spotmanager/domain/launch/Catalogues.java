package io.spotmanager.domain.launch;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.launch.LaunchInputs.Catalogue;
import java.time.Instant;

/** Reads the provider's catalogue of a region. */
@FunctionalInterface
public interface Catalogues {
    /** @param at when it was read */
    record Fetched(Instant at, Catalogue catalogue) {}

    /** @param region the provider's name for the region */
    CloudResult<Fetched> of(String region);
}
