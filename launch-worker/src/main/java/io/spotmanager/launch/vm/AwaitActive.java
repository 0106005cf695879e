package io.spotmanager.launch.vm;

import io.spotmanager.domain.call.CloudAnswer.Ok;
import io.spotmanager.domain.vm.VmCondition;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.HashMap;

/** Waits until the VM runs and can be reached from outside. */
final class AwaitActive {
    private AwaitActive() {}

    static StepOutcome run(Launch launch) {
        var reading = launch.vms().vm(launch.vmId().orElseThrow());
        if (!(reading instanceof Ok(var vm))) {
            return launch.unread("Hyperstack", reading);
        }
        if (vm.isEmpty()) {
            return new StepOutcome.Failed("Hyperstack does not show the VM any more.");
        }
        var condition = vm.get().condition();
        var words = VmHealth.words(condition);
        return switch (VmHealth.of(condition)) {
            case ACTIVE -> new StepOutcome.Done(addresses(condition));
            case BROKEN -> new StepOutcome.Failed("The VM broke: " + words + ".");
            case DELETING ->
                new StepOutcome.Failed(
                        "Hyperstack shows the VM being deleted, and this launch did not ask for that: " + words + ".");
            case UNDER_WAY -> launch.pollUntil(launch.within().active(), "the VM is not active yet: " + words);
        };
    }

    private static HashMap<String, String> addresses(VmCondition condition) {
        var addresses = new HashMap<String, String>();
        addresses.put("floating_ip", condition.floatingIp());
        if (condition.fixedIp() != null) {
            addresses.put("fixed_ip", condition.fixedIp());
        }
        return addresses;
    }
}
