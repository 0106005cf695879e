package io.spotmanager.launch.vm;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.launch.network.NetworkAttachment;
import io.spotmanager.workflow.step.StepOutcome;

/** Attaches the region's storage network, where it has one. */
final class AttachStorage {
    private AttachStorage() {}

    static StepOutcome run(Launch launch) {
        var region = launch.region();
        if (region.isEmpty()) {
            return launch.regionMissing();
        }
        var name = region.get().storageNetwork();
        if (name == null) {
            return new StepOutcome.Skipped(
                    "%s has no storage network".formatted(region.get().name()));
        }
        var reading = launch.networks().networks(name);
        if (!(reading instanceof Ok(var networks))) {
            return launch.unread("Neutron", reading);
        }
        if (networks.isEmpty()) {
            // It was there when the launch was validated, and a list may be short: no reason to delete a VM at once.
            return launch.pollUntil(launch.within().network(), "Neutron has no network %s".formatted(name));
        }
        if (networks.size() != 1) {
            return NetworkAttachment.notOne(networks, name);
        }
        return new NetworkAttachment(launch.calls(), launch.within().network(), launch.networks())
                .attach(
                        launch.fact("server_id").orElseThrow(),
                        networks.getFirst().id());
    }
}
