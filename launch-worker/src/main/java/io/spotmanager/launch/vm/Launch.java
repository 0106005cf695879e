package io.spotmanager.launch.vm;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.compute.ComputeCloud;
import io.spotmanager.domain.launch.LaunchNames;
import io.spotmanager.domain.launch.LaunchRequest;
import io.spotmanager.domain.launch.Region;
import io.spotmanager.domain.vm.MachineRegistry;
import io.spotmanager.domain.vm.VmNetworks;
import io.spotmanager.domain.vm.VmProvider;
import io.spotmanager.launch.externalresource.CreationIntent;
import io.spotmanager.launch.externalresource.StepSupport;
import io.spotmanager.workflow.step.StepContext;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** One launch as its steps see it: every call goes into its history. */
record Launch(LaunchParts parts, StepContext context, LaunchRequest request) {
    static Launch of(LaunchParts parts, StepContext context) {
        return new Launch(parts, context, context.request(LaunchRequest.class));
    }

    ComputeCloud nova() {
        return parts.nova().journalling(this::tell);
    }

    VmProvider vms() {
        return parts.vendors().vms().journalling(this::tell);
    }

    MachineRegistry machines() {
        return parts.vendors().machines().journalling(this::tell);
    }

    VmNetworks networks() {
        return parts.vendors().networks().journalling(this::tell);
    }

    StepSupport making() {
        return parts.making();
    }

    <T> StepOutcome read(String source, CloudAnswer<T> answer, Function<T, StepOutcome> next) {
        return making().read(context, source, answer, next);
    }

    StepOutcome again(String what, CloudAnswer<?> answer) {
        return making().again(context, what, answer);
    }

    StepOutcome unread(String source, CloudAnswer<?> answer) {
        return making().unread(context, source, answer);
    }

    private void tell(ExternalCall call) {
        context.recordCall(call.command(), call.answer(), call.took());
    }

    LaunchNames names() {
        return new LaunchNames(request.hostname(), context.operationId().toString());
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
        return making().intent(context, "vm");
    }

    CreationIntent machineIntent() {
        return making().intent(context, "machine");
    }

    OptionalLong vmId() {
        return context.facts().hasNonNull("vm_id")
                ? OptionalLong.of(context.facts().get("vm_id").asLong())
                : OptionalLong.empty();
    }

    Optional<String> fact(String name) {
        return context.facts().hasNonNull(name)
                ? Optional.of(context.facts().get(name).asString())
                : Optional.empty();
    }

    /** Goes on with the host's region; a setting that was taken away since validation is a person's to bring back. */
    StepOutcome withRegion(Function<Region, StepOutcome> next) {
        return parts.rules()
                .region(request)
                .map(next)
                .orElseGet(() -> new StepOutcome.NeedsOperator(
                        "The region of %s is configured no longer. Bring the settings back and retry."
                                .formatted(request.hostname())));
    }
}
