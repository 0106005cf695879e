package io.spotmanager.launch.vm;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.vm.MachinesByHand;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.Optional;

/** What a person does at RunPod for a launch where RunPod is not called. What the person says is on record as that, and never as read. */
final class RunPodByHand {
    /** The fact that says that a person was asked to let the VM join RunPod. */
    static final String ASKED = "runpod_by_hand";

    private RunPodByHand() {}

    /** Asks a person to let the VM join RunPod: with which name, and by which commands on which VM. */
    static StepOutcome join(Launch launch) {
        launch.context().observed(ASKED, true);
        var address = launch.ownVm() instanceof Ok(var vm)
                ? vm.flatMap(found -> Optional.ofNullable(found.condition().floatingIp()))
                : Optional.<String>empty();
        return new StepOutcome.NeedsOperator(String.join(
                " ",
                MachinesByHand.NOT_CALLED,
                "The VM is in order. (1) In RunPod's console add the machine %s and copy its install certificate."
                        .formatted(launch.machineName()),
                "(2) Log in to the VM (ssh ubuntu@%s), run 'sudo tee /etc/runpod/install-certificate >/dev/null', paste the certificate and end it with Ctrl-D; then run 'sudo /usr/local/sbin/join-runpod && sudo reboot'."
                        .formatted(address.orElse("ITS_ADDRESS")),
                "(3) Once the console shows the machine as registered, list it for rent. Then confirm that (skip)."));
    }

    /** Asks a person to take the machine out of RunPod, if the launch has come so far that there may be one. */
    static StepOutcome remove(Launch launch) {
        return launch.machineIntent().askedAt().isEmpty() && launch.fact(ASKED).isEmpty()
                ? new StepOutcome.Skipped("no machine was registered, and nobody was asked to")
                : new StepOutcome.NeedsOperator(
                        "%s The VM is deleted. Remove the machine %s in RunPod's console if it is there, then confirm that (skip)."
                                .formatted(
                                        MachinesByHand.NOT_CALLED,
                                        launch.fact("machine_id").orElse(launch.machineName())));
    }
}
