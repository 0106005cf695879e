package io.spotmanager.launch.retire;

import io.spotmanager.domain.launch.RunPodVm.MachineKey;
import io.spotmanager.domain.vm.MachinesByHand;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.Map;
import java.util.Objects;

/** What a person does at RunPod for a retirement where RunPod is not called. What the person says is on record as that, and never as read. */
final class RetireByHand {
    /** The fact that says that a person was asked to unlist the machine and to look for renters; false once RunPod was read again. */
    static final String ASKED = "runpod_by_hand";

    private static final String CONFIRMED = "a person confirmed that nobody rents it; RunPod was not read";

    private RetireByHand() {}

    static boolean applies(Retirement retirement) {
        return retirement.parts().vendors().machines().isByHand() && retirement.machineKey() != null;
    }

    /** Asks a person to unlist the machine and to look for renters. */
    static StepOutcome unlist(Retirement retirement) {
        retirement.context().observed(ASKED, true);
        return new StepOutcome.NeedsOperator(
                "%s In RunPod's console unlist the machine %s, and see that nobody rents it%s. Then confirm both (skip): the VM is deleted at once."
                        .formatted(
                                MachinesByHand.NOT_CALLED,
                                machine(retirement),
                                retirement.request().rentersAcknowledged()
                                        ? ", unless those who do are to be evicted, as was acknowledged"
                                        : ""));
    }

    /**
     * Whether a person who was asked has just confirmed that nobody rents the VM: only that leads from the question to its deletion. What was
     * confirmed before a freeze, or before an outage of Hyperstack, is asked for again.
     */
    static boolean confirmed(Retirement retirement) {
        var end = retirement.context().enteredAt().plus(retirement.within().sent());
        return wasAsked(retirement) && retirement.parts().clock().instant().isBefore(end);
    }

    private static boolean wasAsked(Retirement retirement) {
        return retirement.context().facts().path(ASKED).asBoolean(false);
    }

    /** What is on record of renters. */
    static String renters() {
        return CONFIRMED;
    }

    /** RunPod was read by now: what a person was asked before does not count any more. */
    static Map<String, ?> readAgain(Retirement retirement) {
        return wasAsked(retirement) ? Map.of("unlisted", true, ASKED, false) : Map.of("unlisted", true);
    }

    static StepOutcome remove(Retirement retirement) {
        return new StepOutcome.NeedsOperator(
                "%s The VM is deleted. Remove the machine %s in RunPod's console, then confirm that (skip)."
                        .formatted(MachinesByHand.NOT_CALLED, machine(retirement)));
    }

    private static String machine(Retirement retirement) {
        return named(Objects.requireNonNull(retirement.machineKey()));
    }

    private static String named(MachineKey key) {
        return Objects.requireNonNullElse(key.name(), String.valueOf(key.id()));
    }
}
