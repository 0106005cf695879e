package io.spotmanager.launch.retire;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.vm.Machine;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.Map;

/** Ends the retirement with whatever is there, because an operator said so; records what that is. */
final class AdoptRest {
    private AdoptRest() {}

    static StepOutcome run(Retirement retirement) {
        var waiting = retirement.calls().lateEffects("an earlier request may still be carried out");
        if (waiting.isPresent()) {
            return waiting.get();
        }
        var atHyperstack = retirement.vms().vm(retirement.vmId());
        if (!(atHyperstack instanceof Ok(var vm))) {
            return retirement.unread("Hyperstack", atHyperstack);
        }
        var inNova = retirement.networks().server(retirement.serverId());
        if (!(inNova instanceof Ok(var server))) {
            return retirement.unread("Nova", inNova);
        }
        var atRunPod = RetireByHand.applies(retirement)
                ? new Ok<>("not read")
                : retirement
                        .ownMachines()
                        .map(own -> own.stream().map(Machine::id).toList().toString());
        if (!(atRunPod instanceof Ok(var machines))) {
            return retirement.unread("RunPod", atRunPod);
        }
        return new StepOutcome.Done(retirement
                .deletion()
                .completed(Map.of(
                        "adopted",
                        "VM at Hyperstack: %s; machines at RunPod: %s; server in Nova: %s"
                                .formatted(
                                        vm.map(found -> "%d (%s)"
                                                        .formatted(
                                                                found.id(),
                                                                found.condition()
                                                                        .status()))
                                                .orElse("none"),
                                        machines,
                                        server.map(found -> found.id() + " on "
                                                        + found.state().host())
                                                .orElse("none")))));
    }
}
