package io.spotmanager.launch.retire;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.launch.vm.VmHealth;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.Map;

/** The VM stays. A machine that was offered for rent is offered again by a person: no public source tells by which call. */
final class ListBack {
    private ListBack() {}

    static StepOutcome run(Retirement retirement) {
        var waiting = retirement.deletion().waiting("the request to delete the VM may still be carried out");
        if (waiting.isPresent()) {
            return waiting.get();
        }
        var atHyperstack = retirement.vms().vm(retirement.vmId());
        if (!(atHyperstack instanceof Ok(var vm))) {
            return retirement.unread("Hyperstack", atHyperstack);
        }
        if (vm.filter(found -> VmHealth.of(found.condition()) != VmHealth.DELETING)
                .isEmpty()) {
            return new StepOutcome.NeedsOperator(
                    "Hyperstack shows %s as deleted or being deleted, and nothing brings it back. Retry to finish the retirement, or adopt what is there."
                            .formatted(retirement.vm()));
        }
        if (RetireByHand.applies(retirement)) {
            return new StepOutcome.Done(retirement
                    .deletion()
                    .completed(Map.of(
                            "vm_kept", true, "listed", "not read: list it again in RunPod's console if it was")));
        }
        var atRunPod = retirement.ownMachines();
        if (!(atRunPod instanceof Ok(var machines))) {
            return retirement.unread("RunPod", atRunPod);
        }
        var listed = !machines.isEmpty() && machines.stream().allMatch(each -> Boolean.TRUE.equals(each.listed()));
        return retirement.wasListed() && !listed
                ? new StepOutcome.NeedsOperator(
                        "RunPod offered the machine for rent before, and does not show it so now. List it again in RunPod's console, then roll back again; adopt leaves it as it is.")
                : new StepOutcome.Done(retirement.deletion().completed(Map.of("vm_kept", true)));
    }
}
