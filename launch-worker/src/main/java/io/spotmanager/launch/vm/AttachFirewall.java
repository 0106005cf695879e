package io.spotmanager.launch.vm;

import io.spotmanager.launch.firewall.FirewallAttachment;
import io.spotmanager.workflow.step.StepOutcome;

/** Attaches the region's firewall to the VM of the launch. */
final class AttachFirewall {
    private AttachFirewall() {}

    static StepOutcome run(Launch launch) {
        var region = launch.region();
        if (region.isEmpty()) {
            return launch.regionMissing();
        }
        Long wanted = region.get().firewallId();
        return wanted == null
                ? new StepOutcome.Skipped(
                        "%s has no firewall".formatted(region.get().name()))
                : new FirewallAttachment(launch.calls(), launch.within().firewall(), launch.vms())
                        .attach(launch.vmId().orElseThrow(), wanted);
    }
}
