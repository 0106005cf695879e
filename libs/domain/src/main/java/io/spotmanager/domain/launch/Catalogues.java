package io.spotmanager.domain.launch;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.launch.LaunchInputs.Catalogue;
import java.time.Instant;

/** What the provider offers, by region. */
@FunctionalInterface
public interface Catalogues {
    /** @param at when it was read */
    record Fetched(Instant at, Catalogue catalogue) {}

    /** @param region the provider's word for it */
    CloudAnswer<Fetched> of(String region);
}
