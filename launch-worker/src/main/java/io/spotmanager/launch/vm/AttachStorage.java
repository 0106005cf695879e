package io.spotmanager.launch.vm;

import io.spotmanager.launch.network.NetworkAttachment;
import io.spotmanager.workflow.step.StepOutcome;

/** Attaches the region's storage network, where it has one. */
final class AttachStorage {
    private AttachStorage() {}

    static StepOutcome run(Launch launch) {
        return launch.withRegion(region -> region.storageNetwork() == null
                ? new StepOutcome.Skipped("%s has no storage network".formatted(region.name()))
                : attach(launch, region.storageNetwork()));
    }

    private static StepOutcome attach(Launch launch, String network) {
        var attachment = new NetworkAttachment(launch.making(), launch.context(), launch.networks());
        return attachment.withNetwork(
                network, found -> attachment.attach(launch.fact("server_id").orElseThrow(), found.id()));
    }
}
