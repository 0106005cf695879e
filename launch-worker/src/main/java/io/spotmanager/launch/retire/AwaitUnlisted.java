package io.spotmanager.launch.retire;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.vm.Machine;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.List;
import java.util.function.Predicate;

/**
 * Nobody new may rent what is about to go. No public source tells by which call a machine is unlisted, so a person does that at
 * RunPod, and RunPod's {@code listed} says that it is done.
 */
final class AwaitUnlisted {
    private AwaitUnlisted() {}

    static StepOutcome run(Retirement retirement) {
        if (RetireByHand.applies(retirement)) {
            return RetireByHand.unlist(retirement);
        }
        var reading = retirement.ownMachines();
        if (!(reading instanceof Ok(var machines))) {
            return retirement.unread("RunPod", reading);
        }
        if (machines.isEmpty()) {
            return new StepOutcome.Skipped("RunPod shows no machine of this VM");
        }
        var listed = ids(machines, each -> Boolean.TRUE.equals(each.listed()));
        if (!listed.isEmpty()) {
            return new StepOutcome.NeedsOperator(
                    "RunPod offers the machine %s for rent. Unlist it in RunPod's console, then retry: no public source tells by which call that is done, so this service does not."
                            .formatted(listed));
        }
        var untold = ids(machines, each -> each.listed() == null);
        return untold.isEmpty()
                ? new StepOutcome.Done(RetireByHand.readAgain(retirement))
                : new StepOutcome.NeedsOperator(
                        "RunPod does not tell whether the machine %s is offered for rent. See in RunPod's console that it is not, then skip."
                                .formatted(untold));
    }

    private static String ids(List<Machine> machines, Predicate<Machine> which) {
        return String.join(
                ", ", machines.stream().filter(which).map(Machine::id).toList());
    }
}
