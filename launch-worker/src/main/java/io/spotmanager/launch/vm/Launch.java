package io.spotmanager.launch.vm;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.compute.ComputeCloud;
import io.spotmanager.domain.launch.LaunchNames;
import io.spotmanager.domain.launch.LaunchRequest;
import io.spotmanager.domain.launch.Region;
import io.spotmanager.domain.vm.MachineRegistry;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.domain.vm.VmNetworks;
import io.spotmanager.domain.vm.VmProvider;
import io.spotmanager.launch.settings.LaunchTimeouts;
import io.spotmanager.workflow.externalcall.CreationIntent;
import io.spotmanager.workflow.externalcall.ExternalCalls;
import io.spotmanager.workflow.step.StepContext;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** One launch as its steps see it: every call goes into its history. */
record Launch(LaunchParts parts, ExternalCalls calls, LaunchRequest request) {
    static Launch of(LaunchParts parts, StepContext context) {
        return new Launch(
                parts,
                new ExternalCalls(context, parts.timeouts().calls(), parts.clock()),
                context.request(LaunchRequest.class));
    }

    StepContext context() {
        return calls.context();
    }

    LaunchTimeouts.Within within() {
        return parts.timeouts().within();
    }

    ComputeCloud nova() {
        return parts.nova().recordingTo(calls::record);
    }

    VmProvider vms() {
        return parts.vendors().vms().recordingTo(calls::record);
    }

    MachineRegistry machines() {
        return parts.vendors().machines().recordingTo(calls::record);
    }

    VmNetworks networks() {
        return parts.vendors().networks().recordingTo(calls::record);
    }

    StepOutcome unread(String source, CloudResult<?> answer) {
        return calls.unread(source, answer);
    }

    StepOutcome pollUntil(Duration within, String what) {
        return calls.pollUntil(within, what);
    }

    LaunchNames names() {
        return new LaunchNames(request.hostname(), context().operationId().toString());
    }

    String vmName() {
        return names().vm();
    }

    String label() {
        return names().label();
    }

    String machineName() {
        return names().machine();
    }

    CreationIntent vmIntent() {
        return calls.intent("vm");
    }

    CreationIntent machineIntent() {
        return calls.intent("machine");
    }

    OptionalLong vmId() {
        return context().facts().hasNonNull("vm_id")
                ? OptionalLong.of(context().facts().get("vm_id").asLong())
                : OptionalLong.empty();
    }

    Optional<String> fact(String name) {
        return context().facts().hasNonNull(name)
                ? Optional.of(context().facts().get(name).asString())
                : Optional.empty();
    }

    /**
     * The VM of this launch; empty if neither its id nor its name leads to it. Right after the order, or from a copy that is
     * behind, one of the two may come up empty for a VM that runs.
     */
    CloudResult<Optional<Vm>> ownVm() {
        var id = vmId().orElseThrow();
        return vms().vm(id)
                .then(found -> found.isPresent()
                        ? new Ok<>(found)
                        : vms().named(vmName())
                                .map(named -> named.stream()
                                        .filter(vm -> vm.id() == id)
                                        .findFirst()));
    }

    /** What follows if there is no VM: it may be too new to be shown, and else the launch has failed. */
    StepOutcome vmNotShown() {
        return pollUntil(parts.timeouts().lateEffectWindow(), "Hyperstack does not show the VM");
    }

    /** The host's region; empty if its setting was taken away since validation. */
    Optional<Region> region() {
        return parts.rules().region(request);
    }

    /** A person has to bring the settings of the region back. */
    StepOutcome regionMissing() {
        return new StepOutcome.NeedsOperator(
                "The region of %s is configured no longer. Bring the settings back and retry."
                        .formatted(request.hostname()));
    }
}
