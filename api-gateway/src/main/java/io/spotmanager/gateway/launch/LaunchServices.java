package io.spotmanager.gateway.launch;

import io.spotmanager.clouds.plan.LaunchReader;
import io.spotmanager.clouds.plan.LaunchRules;
import io.spotmanager.clouds.vendors.LaunchVendors.Connected;
import io.spotmanager.gateway.feature.Feature;
import java.util.Optional;

/** What launches are previewed with, where they are switched on. */
record LaunchServices(Feature feature, Optional<Means> means) {
    record Means(Connected vendors, LaunchReader reader, LaunchRules rules) {}

    /** @throws io.spotmanager.gateway.problem.ProblemException that says which setting is missing */
    Means open() {
        feature.require();
        return means.orElseThrow();
    }
}
