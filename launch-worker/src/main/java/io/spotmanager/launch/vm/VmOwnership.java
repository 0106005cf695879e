package io.spotmanager.launch.vm;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.workflow.externalcall.Presence;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Which VMs of the wanted name are this launch's own: those with its label, or with the id it was given. */
record VmOwnership(Launch launch) {
    /** How far the provider's clock may be behind ours. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    /**
     * The VMs that the launch made.
     *
     * @param own provably made by the launch, also under another name
     * @param ambiguous may be its own; nothing proves it
     */
    record Owned(List<Vm> own, List<Vm> ambiguous) {}

    /** Looks for the launch's own VM by its name. */
    Presence<Vm> find() {
        var reading = launch.vms().named(launch.vmName());
        if (!(reading instanceof Ok(var named))) {
            return new Presence.Blocked<>(launch.unread("Hyperstack", reading));
        }
        var own = own(named);
        if (own.size() == 1) {
            return new Presence.Found<>(own.getFirst());
        }
        if (own.size() > 1) {
            return new Presence.Blocked<>(new StepOutcome.NeedsOperator(
                    "Hyperstack shows several VMs of this launch (%s). Delete all but one and retry, or roll back."
                            .formatted(ids(own))));
        }
        var ambiguous = ambiguous(named);
        if (!ambiguous.isEmpty()) {
            return new Presence.Blocked<>(new StepOutcome.NeedsOperator(doubt(ambiguous)));
        }
        return named.isEmpty()
                ? new Presence.Absent<>()
                : new Presence.Blocked<>(new StepOutcome.Failed(
                        "Hyperstack has a VM %s (%s) that this launch did not make. It was left alone."
                                .formatted(launch.vmName(), ids(named))));
    }

    /** Reads all that Hyperstack shows of the launch's VM, by name and by id. */
    CloudResult<Owned> read() {
        return launch.vms()
                .named(launch.vmName())
                .then(named -> withRenamed(own(named)).map(own -> new Owned(own, ambiguous(named))));
    }

    private CloudResult<List<Vm>> withRenamed(List<Vm> own) {
        var id = launch.vmId();
        if (id.isEmpty() || own.stream().anyMatch(vm -> vm.id() == id.getAsLong())) {
            return new Ok<>(own);
        }
        return launch.vms()
                .vm(id.getAsLong())
                .map(vm -> Stream.concat(own.stream(), vm.stream()).toList());
    }

    private List<Vm> own(List<Vm> named) {
        return named.stream().filter(this::isOwn).toList();
    }

    private boolean isOwn(Vm vm) {
        return vm.labels().contains(launch.label())
                || launch.vmId().isPresent() && launch.vmId().getAsLong() == vm.id();
    }

    /** Those that tell no label and may have come from a request of ours whose answer got lost: never touched. */
    private List<Vm> ambiguous(List<Vm> named) {
        var asked = launch.vmIntent().askedAt();
        return launch.vmIntent().pending() && asked.isPresent()
                ? named.stream()
                        .filter(vm -> !isOwn(vm) && vm.labels().isEmpty())
                        .filter(vm -> vm.createdAt() == null
                                || vm.createdAt().isAfter(asked.get().minus(CLOCKS_APART)))
                        .toList()
                : List.of();
    }

    String doubt(List<Vm> ambiguous) {
        return "Hyperstack has a VM %s (%s) without a label, made about when this launch asked for one: it may be ours or not. It was left alone; delete it if it is ours, then retry or roll back."
                .formatted(launch.vmName(), ids(ambiguous));
    }

    static String ids(List<Vm> vms) {
        return "id "
                + String.join(
                        ", ", vms.stream().map(vm -> String.valueOf(vm.id())).toList());
    }
}
