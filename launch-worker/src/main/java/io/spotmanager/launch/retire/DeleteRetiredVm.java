package io.spotmanager.launch.retire;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.launch.vm.VmHealth;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.Map;

/** Deletes the VM, by its id, until Hyperstack does not know it (404). */
final class DeleteRetiredVm {
    private DeleteRetiredVm() {}

    static StepOutcome run(Retirement retirement) {
        var reading = retirement.vms().vm(retirement.vmId());
        if (!(reading instanceof Ok(var vm))) {
            return retirement.unread("Hyperstack", reading);
        }
        if (vm.isEmpty()) {
            return new StepOutcome.Done(retirement.deletion().completed(Map.of("vm_gone", true)));
        }
        if (VmHealth.of(vm.get().condition()) != VmHealth.DELETING) {
            var answer = retirement.calls().guarded(() -> retirement.vms().delete(retirement.vmId()));
            if (!answer.ok() && !answer.notFound()) {
                return retirement
                        .calls()
                        .again("%s could not be deleted: %s".formatted(retirement.vm(), answer.problem()), answer);
            }
        }
        return retirement.calls().pollUntil(retirement.within().deleted(), retirement.vm() + " is being deleted");
    }
}
