package io.spotmanager.launch.retire;

import static java.util.stream.Collectors.joining;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.launch.Renters;
import io.spotmanager.domain.launch.RetireRules;
import io.spotmanager.domain.launch.RunPodVm;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.vm.Machine;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whose the VM is, and what RunPod says of it. Nothing has been changed, so what cannot be read ends the retirement. */
final class ValidateRetirement {
    private ValidateRetirement() {}

    static StepOutcome run(Retirement retirement) {
        var host = retirement.request().hostname();
        var atHyperstack = retirement.vms().named(host);
        if (!(atHyperstack instanceof Ok(var vms))) {
            return retirement.unread("Hyperstack", atHyperstack);
        }
        var inNova = retirement.networks().serversNamed(host);
        if (!(inNova instanceof Ok(var servers))) {
            return retirement.unread("Nova", inNova);
        }
        var seen =
                new RetireRules.Seen(vms, servers, retirement.parts().adopted().of(host));
        var found = RetireRules.vm(host, seen);
        if (found.isEmpty()) {
            return new StepOutcome.Failed(RetireRules.check(host, seen).stream()
                    .filter(check -> !check.allows())
                    .map(Check::text)
                    .collect(joining(" ")));
        }
        if (retirement.parts().vendors().machines().isByHand()) {
            return new StepOutcome.Done(facts(found.get()));
        }
        var atRunPod = retirement.ownMachines(found.get().machine());
        if (!(atRunPod instanceof Ok(var machines))) {
            return retirement.unread("RunPod", atRunPod);
        }
        var renters = Retirement.renters(found.get().machine(), machines);
        if (!renters.none()
                && !retirement.request().rentersAcknowledged()
                && retirement.request().waitsUntil(Instant.EPOCH).isEmpty()) {
            return new StepOutcome.Failed(
                    renters.words()
                            + ". To wait until nobody rents it, send when: \"empty\" with a deadline (or wait_hours); to delete it although that evicts them, send acknowledge: [\"renters\"].");
        }
        return new StepOutcome.Done(facts(found.get(), machines, renters));
    }

    private static Map<String, Object> facts(RunPodVm found, List<Machine> machines, Renters renters) {
        var facts = facts(found);
        facts.put(Retirement.LISTED, machines.stream().anyMatch(each -> Boolean.TRUE.equals(each.listed())));
        facts.put("machines", machines.stream().map(Machine::id).toList());
        facts.put("runpod", renters.words());
        return facts;
    }

    private static Map<String, Object> facts(RunPodVm found) {
        var facts = new HashMap<String, Object>();
        facts.put(Retirement.VM_ID, found.vm().id());
        facts.put(Retirement.SERVER_ID, found.server().id());
        facts.put("whose", found.proof());
        var machine = found.machine();
        if (machine != null && machine.id() != null) {
            facts.put(Retirement.MACHINE_ID, machine.id());
        }
        if (machine != null && machine.name() != null) {
            facts.put(Retirement.MACHINE_NAME, machine.name());
        }
        return facts;
    }
}
