package io.spotmanager.launch.adopt;

import static java.util.stream.Collectors.joining;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.launch.AdoptRules;
import io.spotmanager.domain.launch.AdoptVmRequest;
import io.spotmanager.domain.launch.RunPodVm.MachineKey;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.vm.Machine;
import io.spotmanager.domain.vm.MachineRegistry;
import io.spotmanager.launch.vm.LaunchParts.Vendors;
import io.spotmanager.workflow.externalcall.ExternalCalls;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.HashMap;
import java.util.List;

/** Reads the three places again, and takes over only what the administrator looked at. */
final class CompareVm {
    private CompareVm() {}

    static StepOutcome run(Vendors vendors, ExternalCalls calls) {
        var request = calls.context().request(AdoptVmRequest.class);
        var host = request.hostname();
        var atHyperstack = vendors.vms().recordingTo(calls::record).named(host);
        if (!(atHyperstack instanceof Ok(var vms))) {
            return calls.unread("Hyperstack", atHyperstack);
        }
        var inNova = vendors.networks().recordingTo(calls::record).serversNamed(host);
        if (!(inNova instanceof Ok(var servers))) {
            return calls.unread("Nova", inNova);
        }
        if (vendors.machines().isByHand()) {
            return decide(AdoptRules.checkWithoutRunPod(request, new AdoptRules.Seen(vms, servers)));
        }
        var atRunPod = machines(vendors.machines().recordingTo(calls::record), request);
        if (!(atRunPod instanceof Ok(var machines))) {
            return calls.unread("RunPod", atRunPod);
        }
        return decide(AdoptRules.check(request, new AdoptRules.Seen(vms, servers), machines));
    }

    private static StepOutcome decide(List<Check> checks) {
        var against = checks.stream()
                .filter(check -> !check.allows())
                .map(Check::text)
                .collect(joining(" "));
        if (!against.isEmpty()) {
            return new StepOutcome.Failed(against);
        }
        var facts = new HashMap<String, Object>();
        checks.forEach(check -> facts.put("seen_" + check.name(), check.text()));
        return new StepOutcome.Done(facts);
    }

    private static CloudResult<List<Machine>> machines(MachineRegistry registry, AdoptVmRequest request) {
        var id = request.machineId();
        if (id == null) {
            return registry.named(request.hostname());
        }
        return registry.machines().then(all -> {
            var found = new MachineKey(id, null).among(all);
            return found.isEmpty() && !registry.leftOut().isEmpty()
                    ? new Indeterminate<>(String.join("; ", registry.leftOut()))
                    : new Ok<>(found);
        });
    }
}
