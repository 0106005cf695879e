package io.spotmanager.launch.vm;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.vm.VmCondition;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.HashMap;

/** Waits until the VM runs and can be reached from outside. */
final class AwaitActive {
    private AwaitActive() {}

    static StepOutcome run(Launch launch) {
        var reading = launch.ownVm();
        if (!(reading instanceof Ok(var vm))) {
            return launch.unread("Hyperstack", reading);
        }
        if (vm.isEmpty()) {
            return launch.vmNotShown();
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
            case UNKNOWN -> orAsk(launch, words);
        };
    }

    /** A VM that may be in order is not rolled back: after the time for it a person decides. */
    static StepOutcome orAsk(Launch launch, String words) {
        return launch.pollUntil(
                                launch.within().active(),
                                "Hyperstack does not say that the VM is active in a known word: " + words)
                        instanceof StepOutcome.WaitUntil wait
                ? wait
                : new StepOutcome.NeedsOperator(
                        "Hyperstack describes the VM in words that are not known: %s. It may well run: look at it, then retry, adopt or roll back."
                                .formatted(words));
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
