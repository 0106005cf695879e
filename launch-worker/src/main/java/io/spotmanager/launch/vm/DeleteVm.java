package io.spotmanager.launch.vm;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.vm.Accepted;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deletes the launch's own VM until it is gone; any other VM of that name stays. */
final class DeleteVm {
    private static final int GONE = 404;

    private DeleteVm() {}

    static StepOutcome run(Launch launch) {
        if (launch.vmIntent().askedAt().isEmpty()) {
            return new StepOutcome.Skipped("no VM was asked for");
        }
        // Asked before the look: what the request brings while the look is under way would not be seen.
        var waiting = launch.vmIntent().waiting("there is no VM yet, but the request for it may still be carried out");
        return launch.read("Hyperstack", OwnedVms.of(launch), vms -> decide(launch, vms, waiting));
    }

    private static StepOutcome decide(Launch launch, OwnedVms vms, Optional<StepOutcome> waiting) {
        if (!vms.own().isEmpty()) {
            return delete(launch, vms.own());
        }
        if (!vms.ambiguous().isEmpty()) {
            return new StepOutcome.NeedsOperator(new VmOwnership(launch).doubt(vms.ambiguous()));
        }
        return waiting.orElseGet(() -> new StepOutcome.Done(launch.vmIntent().completed(Map.of("vm_gone", true))));
    }

    private static StepOutcome delete(Launch launch, List<Vm> own) {
        for (var vm : own) {
            if (VmHealth.of(vm.condition()) != VmHealth.DELETING) {
                var answer = launch.making()
                        .changing(launch.context(), () -> launch.vms().delete(vm.id()));
                if (!answer.ok() && !gone(answer)) {
                    return launch.again("The VM %d could not be deleted".formatted(vm.id()), answer);
                }
            }
        }
        return launch.making()
                .pollUntil(
                        launch.context(),
                        launch.making().patience().within().deleted(),
                        "the VM is being deleted (%s)".formatted(VmOwnership.ids(own)));
    }

    private static boolean gone(CloudAnswer<Accepted> answer) {
        return answer instanceof CloudAnswer.Refused<Accepted>(int status, var _) && status == GONE;
    }
}
