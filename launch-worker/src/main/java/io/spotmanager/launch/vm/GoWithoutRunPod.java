package io.spotmanager.launch.vm;

import io.spotmanager.workflow.step.StepOutcome;
import java.util.Map;

/** Ends a launch without RunPod's word, because an operator said so; everything else is looked at once more. */
final class GoWithoutRunPod {
    private GoWithoutRunPod() {}

    static StepOutcome run(Launch launch) {
        if (launch.vmId().isEmpty() || !VerifyLaunch.verified(launch)) {
            return new StepOutcome.NeedsOperator(
                    "Only the wait for RunPod can be skipped, and the launch has not come so far: retry it, roll it back or adopt what is there.");
        }
        var outcome = VerifyLaunch.run(launch);
        return outcome instanceof StepOutcome.Done
                ? new StepOutcome.Done(Map.of(
                        "registered",
                        launch.fact(RunPodByHand.ASKED).isPresent()
                                ? "confirmed by a person, not read"
                                : "not waited for"))
                : outcome;
    }
}
