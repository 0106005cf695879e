package io.spotmanager.gateway.launch;

import io.spotmanager.clouds.launch.LaunchProviders.Connected;
import io.spotmanager.domain.launch.LaunchReader;
import io.spotmanager.domain.launch.LaunchRules;
import io.spotmanager.gateway.feature.Feature;
import java.util.Optional;

/** What launches are previewed with, where they are switched on. */
record LaunchServices(Feature feature, Optional<Clients> clients) {
    record Clients(Connected vendors, LaunchReader reader, LaunchRules rules) {}

    /** @throws io.spotmanager.gateway.problem.ProblemException that says which setting is missing */
    Clients open() {
        feature.require();
        return clients.orElseThrow();
    }
}
