package io.spotmanager.launch.retire;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.launch.Renters;
import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.domain.launch.RunPodVm.MachineKey;
import io.spotmanager.domain.vm.Machine;
import io.spotmanager.domain.vm.MachineRegistry;
import io.spotmanager.domain.vm.VmNetworks;
import io.spotmanager.domain.vm.VmProvider;
import io.spotmanager.launch.settings.LaunchTimeouts;
import io.spotmanager.workflow.externalcall.CreationIntent;
import io.spotmanager.workflow.externalcall.ExternalCalls;
import io.spotmanager.workflow.step.StepContext;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One retirement as its steps see it: every call goes into its history. */
record Retirement(RetireParts parts, ExternalCalls calls, RetireRequest request) {
    static final String VM_ID = "vm_id";
    static final String SERVER_ID = "server_id";
    static final String MACHINE_ID = "machine_id";
    static final String MACHINE_NAME = "machine_name";

    /** The fact that says that RunPod offered the machine for rent when the retirement began. */
    static final String LISTED = "listed_before";

    static Retirement of(RetireParts parts, StepContext context) {
        return new Retirement(
                parts,
                new ExternalCalls(context, parts.timeouts().calls(), parts.clock()),
                context.request(RetireRequest.class));
    }

    StepContext context() {
        return calls.context();
    }

    LaunchTimeouts.Within within() {
        return parts.timeouts().within();
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

    /** The deletion of the VM: once it was asked for, nothing brings the VM back. */
    CreationIntent deletion() {
        return calls.intent("vm_deletion");
    }

    long vmId() {
        return context().facts().path(VM_ID).asLong();
    }

    String serverId() {
        return context().facts().path(SERVER_ID).asString("");
    }

    String vm() {
        return "the VM %s (id %d)".formatted(request.hostname(), vmId());
    }

    /** How its machine is found at RunPod; null if it has none. */
    @Nullable
    MachineKey machineKey() {
        var id = fact(MACHINE_ID);
        var name = fact(MACHINE_NAME);
        return id.isEmpty() && name.isEmpty() ? null : new MachineKey(id.orElse(null), name.orElse(null));
    }

    boolean wasListed() {
        return context().facts().path(LISTED).asBoolean(false);
    }

    private Optional<String> fact(String name) {
        return context().facts().hasNonNull(name)
                ? Optional.of(context().facts().get(name).asString())
                : Optional.empty();
    }

    /** What RunPod shows of the machine of this VM; empty where it has none. */
    CloudResult<List<Machine>> ownMachines() {
        return ownMachines(machineKey());
    }

    CloudResult<List<Machine>> ownMachines(@Nullable MachineKey key) {
        if (key == null) {
            return new Ok<>(List.of());
        }
        var registry = machines();
        if (key.id() == null && key.name() != null) {
            return registry.named(key.name());
        }
        return registry.machines().then(all -> {
            var own = key.among(all);
            return own.isEmpty() && !registry.leftOut().isEmpty()
                    ? new Indeterminate<>(String.join("; ", registry.leftOut()))
                    : new Ok<>(own);
        });
    }

    /** @param own its machines, as RunPod shows them now */
    static Renters renters(@Nullable MachineKey key, List<Machine> own) {
        return key == null ? Renters.of(own) : Renters.ofMachine(own);
    }

    StepOutcome unread(String source, CloudResult<?> answer) {
        return calls.unread(source, answer);
    }
}
