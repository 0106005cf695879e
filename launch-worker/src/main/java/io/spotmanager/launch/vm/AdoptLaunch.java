package io.spotmanager.launch.vm;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.vm.Machine;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ends the launch with whatever is there, because an operator said so; records what that is. */
final class AdoptLaunch {
    private AdoptLaunch() {}

    static StepOutcome run(Launch launch) {
        var waiting = launch.vmIntent()
                .waiting("the request for the VM may still be carried out")
                .or(() -> launch.calls().lateEffects("an earlier request may still be carried out"));
        if (waiting.isPresent()) {
            return waiting.get();
        }
        var atHyperstack = new VmOwnership(launch).read();
        if (!(atHyperstack instanceof Ok(var vms))) {
            return launch.unread("Hyperstack", atHyperstack);
        }
        var atRunPod = machines(launch);
        if (!(atRunPod instanceof Ok(var machines))) {
            return launch.unread("RunPod", atRunPod);
        }
        var inNova = launch.networks().serversNamed(launch.vmName());
        if (!(inNova instanceof Ok(var servers))) {
            return launch.unread("Nova", inNova);
        }
        return new StepOutcome.Done(facts(vms.own(), machines, servers));
    }

    private static CloudResult<String> machines(Launch launch) {
        return launch.machines().isByHand()
                ? new Ok<>("not read")
                : RegisterMachine.own(launch)
                        .map(own -> own.stream().map(Machine::id).toList().toString());
    }

    private static Map<String, ?> facts(List<Vm> vms, String machines, List<NovaServer> servers) {
        var facts = new HashMap<String, Object>();
        facts.put(
                "adopted",
                "VMs at Hyperstack: %s; machines at RunPod: %s; servers in Nova: %s"
                        .formatted(
                                vms.stream()
                                        .map(vm -> "%d (%s)"
                                                .formatted(
                                                        vm.id(), vm.condition().status()))
                                        .toList(),
                                machines,
                                servers.stream()
                                        .map(server -> "%s on %s"
                                                .formatted(
                                                        server.id(),
                                                        server.state().host()))
                                        .toList()));
        facts.put("adopted_vm_ids", vms.stream().map(Vm::id).toList());
        return facts;
    }
}
