package io.spotmanager.launch.vm;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.vm.Vm;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that Hyperstack shows of a launch's VM, by name and by id.
 *
 * @param own provably made by the launch, also under another name
 * @param ambiguous may be its own; nothing proves it
 */
record OwnedVms(List<Vm> own, List<Vm> ambiguous) {

    static CloudAnswer<OwnedVms> of(Launch launch) {
        var claim = new VmOwnership(launch);
        return launch.vms()
                .named(launch.vmName())
                .then(named -> renamed(launch, claim.own(named)).map(own -> new OwnedVms(own, claim.ambiguous(named))));
    }

    private static CloudAnswer<List<Vm>> renamed(Launch launch, List<Vm> own) {
        var id = launch.vmId();
        if (id.isEmpty() || own.stream().anyMatch(vm -> vm.id() == id.getAsLong())) {
            return new CloudAnswer.Ok<>(own);
        }
        return launch.vms()
                .vm(id.getAsLong())
                .map(vm -> Stream.concat(own.stream(), vm.stream()).toList());
    }
}
