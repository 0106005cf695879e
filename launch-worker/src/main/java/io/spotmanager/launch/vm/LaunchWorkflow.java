package io.spotmanager.launch.vm;

import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The table of a launch with its steps. */
public final class LaunchWorkflow {
    private static final Map<String, Function<Launch, StepOutcome>> STEPS = new TreeMap<>(Map.ofEntries(
            Map.entry(LaunchTable.VALIDATE, ValidateLaunch::run),
            Map.entry(LaunchTable.REGISTER_MACHINE, RegisterMachine::run),
            Map.entry(LaunchTable.CREATE_VM, CreateVm::run),
            Map.entry(LaunchTable.AWAIT_ACTIVE, AwaitActive::run),
            Map.entry(LaunchTable.CHECK_HOST, CheckHost::run),
            Map.entry(LaunchTable.ATTACH_NETWORK, AttachStorage::run),
            Map.entry(LaunchTable.ATTACH_FIREWALL, AttachFirewall::run),
            Map.entry(LaunchTable.VERIFY, VerifyLaunch::run),
            Map.entry(LaunchTable.AWAIT_REGISTERED, AwaitRegistered::run),
            Map.entry(LaunchTable.GO_WITHOUT_RUNPOD, GoWithoutRunPod::run),
            Map.entry(LaunchTable.KEEP_OR_UNDO, DecideRollback::run),
            Map.entry(LaunchTable.DELETE_VM, DeleteVm::run),
            Map.entry(LaunchTable.REMOVE_MACHINE, RemoveMachine::run),
            Map.entry(LaunchTable.ADOPT_WHAT_IS_THERE, AdoptLaunch::run)));

    private LaunchWorkflow() {}

    public static Workflow on(LaunchParts parts) {
        return with(
                step -> context -> step.apply(Launch.of(parts, context)),
                parts.timeouts().lateEffectWindow());
    }

    /**
     * The workflow of a worker that lacks a setting: it begins nothing, and puts what is under way before a person.
     *
     * @param why what is missing and the setting that would supply it
     * @param lateEffectWindow for the calls of the workers before it
     */
    public static Workflow off(String why, Duration lateEffectWindow) {
        return with(
                _ -> _ -> new StepOutcome.NeedsOperator(
                        "Launches are switched off in the launch worker: %s. Set it, start the worker again and retry."
                                .formatted(why)),
                lateEffectWindow);
    }

    private static Workflow with(Function<Function<Launch, StepOutcome>, Step> steps, Duration lateEffectWindow) {
        var named = new TreeMap<String, Step>();
        STEPS.forEach((name, step) -> named.put(name, steps.apply(step)));
        return new Workflow(LaunchTable.TABLE, named, new LaunchActions(), LaunchTitles.TITLES, lateEffectWindow);
    }
}
