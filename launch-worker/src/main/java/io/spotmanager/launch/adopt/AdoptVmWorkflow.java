package io.spotmanager.launch.adopt;

import io.spotmanager.launch.settings.LaunchTimeouts;
import io.spotmanager.launch.vm.LaunchParts.Vendors;
import io.spotmanager.workflow.externalcall.ExternalCalls;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** The table of taking over a VM with its step. */
public final class AdoptVmWorkflow {
    private AdoptVmWorkflow() {}

    public static Workflow on(Vendors vendors, LaunchTimeouts timeouts, InstantSource clock) {
        return with(
                context -> CompareVm.run(vendors, new ExternalCalls(context, timeouts.calls(), clock)),
                timeouts.lateEffectWindow());
    }

    /**
     * The workflow of a worker that lacks a setting: it puts adoptions before a person.
     *
     * @param why what is missing and the setting that would supply it
     * @param lateEffectWindow for the calls of the workers before it
     */
    public static Workflow off(String why, Duration lateEffectWindow) {
        return with(
                _ -> new StepOutcome.NeedsOperator(
                        "Launches are switched off in the launch worker: %s. Set it, start the worker again and retry."
                                .formatted(why)),
                lateEffectWindow);
    }

    private static Workflow with(Step compare, Duration lateEffectWindow) {
        return new Workflow(
                AdoptVmTable.TABLE,
                Map.of(AdoptVmTable.COMPARE, compare),
                new AdoptVmActions(),
                AdoptVmTitles.TITLES,
                lateEffectWindow);
    }
}
