package io.spotmanager.launch.retire;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.Map;

/** Takes the machine of the VM out of RunPod, under whatever ids it is there. */
final class RemoveRetiredMachine {
    private RemoveRetiredMachine() {}

    static StepOutcome run(Retirement retirement) {
        if (RetireByHand.applies(retirement)) {
            return RetireByHand.remove(retirement);
        }
        var reading = retirement.ownMachines();
        if (!(reading instanceof Ok(var own))) {
            return retirement.unread("RunPod", reading);
        }
        for (var machine : own) {
            var answer = retirement.calls().guarded(() -> retirement.machines().remove(machine.id()));
            if (!answer.ok() && !answer.notFound()) {
                return retirement
                        .calls()
                        .again(
                                "The machine %s could not be removed: %s. It can be removed in RunPod's console."
                                        .formatted(machine.id(), answer.problem()),
                                answer);
            }
        }
        var left = own.isEmpty() ? reading : retirement.ownMachines();
        if (!(left instanceof Ok(var remaining))) {
            return retirement.unread("RunPod", left);
        }
        return remaining.isEmpty()
                ? new StepOutcome.Done(Map.of("machine_gone", true))
                : retirement.calls().pollUntil(retirement.within().deleted(), "RunPod still shows the machine");
    }
}
