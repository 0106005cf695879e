package io.spotmanager.launch.vm;

import io.spotmanager.workflow.step.StepOutcome;
import java.util.ArrayList;
import java.util.List;

/** Keeps what was made for inspection if the requester asked for that and something was made. */
final class DecideRollback {
    private DecideRollback() {}

    static StepOutcome run(Launch launch) {
        var made = made(launch);
        return launch.request().keepOnFailure() && !made.isEmpty()
                ? new StepOutcome.NeedsOperator(
                        "%s Kept for inspection, as requested: %s. Roll back to remove it, retry to continue with it, or adopt it."
                                .formatted(
                                        launch.fact("failure").orElse("The launch failed."),
                                        String.join(" and ", made)))
                : new StepOutcome.Done();
    }

    private static List<String> made(Launch launch) {
        var made = new ArrayList<String>();
        if (launch.vmIntent().pending() || launch.vmId().isPresent()) {
            made.add("the VM %s (id %s)"
                    .formatted(launch.vmName(), launch.fact("vm_id").orElse("unknown")));
        }
        if (launch.machineIntent().pending() || launch.fact("machine_id").isPresent()) {
            made.add("the RunPod machine %s (id %s)"
                    .formatted(launch.machineName(), launch.fact("machine_id").orElse("unknown")));
        }
        return made;
    }
}
