package io.spotmanager.launch.vm;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.Map;

/** Deletes the launch's own VM until it is gone; any other VM of that name stays. */
final class DeleteVm {
    private DeleteVm() {}

    static StepOutcome run(Launch launch) {
        var intent = launch.vmIntent();
        if (intent.askedAt().isEmpty()) {
            return new StepOutcome.Skipped("no VM was asked for");
        }
        // Asked before the look: what the request brings while the look is under way would not be seen.
        var waiting = intent.waiting("there is no VM yet, but the request for it may still be carried out");
        var ownership = new VmOwnership(launch);
        var reading = ownership.read();
        if (!(reading instanceof Ok(var vms))) {
            return launch.unread("Hyperstack", reading);
        }
        if (vms.own().isEmpty() && !vms.ambiguous().isEmpty()) {
            return new StepOutcome.NeedsOperator(ownership.doubt(vms.ambiguous()));
        }
        if (vms.own().isEmpty()) {
            return waiting.orElseGet(() -> new StepOutcome.Done(intent.completed(Map.of("vm_gone", true))));
        }
        for (var vm : vms.own()) {
            if (VmHealth.of(vm.condition()) == VmHealth.DELETING) {
                continue;
            }
            var answer = launch.calls().guarded(() -> launch.vms().delete(vm.id()));
            if (!answer.ok() && !answer.notFound()) {
                return launch.calls()
                        .again("The VM %d could not be deleted: %s".formatted(vm.id(), answer.problem()), answer);
            }
        }
        return launch.pollUntil(
                launch.within().deleted(), "the VM is being deleted (%s)".formatted(VmOwnership.ids(vms.own())));
    }
}
