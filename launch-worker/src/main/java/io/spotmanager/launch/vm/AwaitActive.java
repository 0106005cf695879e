package io.spotmanager.launch.vm;

import io.spotmanager.domain.vm.Vm;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.HashMap;

/** Waits until the VM runs and can be reached from outside. */
final class AwaitActive {
    private AwaitActive() {}

    static StepOutcome run(Launch launch) {
        return launch.read(
                "Hyperstack",
                launch.vms().vm(launch.vmId().orElseThrow()),
                vm -> vm.map(found -> decide(launch, found))
                        .orElseGet(() -> new StepOutcome.Failed("Hyperstack does not show the VM any more.")));
    }

    private static StepOutcome decide(Launch launch, Vm vm) {
        var words = VmHealth.words(vm.condition());
        return switch (VmHealth.of(vm.condition())) {
            case ACTIVE -> new StepOutcome.Done(addresses(vm));
            case BROKEN -> new StepOutcome.Failed("The VM broke: " + words + ".");
            case DELETING ->
                new StepOutcome.Failed(
                        "Hyperstack shows the VM being deleted, and this launch did not ask for that: " + words + ".");
            case UNDER_WAY ->
                launch.making()
                        .pollUntil(
                                launch.context(),
                                launch.making().patience().within().active(),
                                "the VM is not active yet: " + words);
        };
    }

    private static HashMap<String, String> addresses(Vm vm) {
        var addresses = new HashMap<String, String>();
        addresses.put("floating_ip", vm.condition().floatingIp());
        if (vm.condition().fixedIp() != null) {
            addresses.put("fixed_ip", vm.condition().fixedIp());
        }
        return addresses;
    }
}
