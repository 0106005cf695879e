package io.spotmanager.launch.retire;

import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The table of a retirement with its steps. */
public final class RetireWorkflow {
    static final Map<String, Function<Retirement, StepOutcome>> STEPS = Map.of(
            RetireTable.VALIDATE, ValidateRetirement::run,
            RetireTable.UNLIST, AwaitUnlisted::run,
            RetireTable.BEGIN_DELETION, BeginDeletion::run,
            RetireTable.DELETE_VM, DeleteRetiredVm::run,
            RetireTable.REMOVE_MACHINE, RemoveRetiredMachine::run,
            RetireTable.VERIFY_GONE, VerifyGone::run,
            RetireTable.LIST_BACK, ListBack::run,
            RetireTable.ADOPT_WHAT_IS_THERE, AdoptRest::run);

    private RetireWorkflow() {}

    public static Workflow on(RetireParts parts) {
        return with(
                step -> context -> step.apply(Retirement.of(parts, context)),
                parts.timeouts().lateEffectWindow());
    }

    /**
     * The workflow of a worker that lacks a setting: it begins nothing, and puts what is under way before a person.
     *
     * @param why what is missing and the setting that would supply it
     * @param lateEffectWindow for the calls of the workers before it
     */
    public static Workflow off(String why, Duration lateEffectWindow) {
        return with(_ -> switchedOff(why), lateEffectWindow);
    }

    static Step switchedOff(String why) {
        return _ -> new StepOutcome.NeedsOperator(
                "Launches are switched off in the launch worker: %s. Set it, start the worker again and retry."
                        .formatted(why));
    }

    private static Workflow with(Function<Function<Retirement, StepOutcome>, Step> steps, Duration lateEffectWindow) {
        var named = new TreeMap<String, Step>();
        STEPS.forEach((name, step) -> named.put(name, steps.apply(step)));
        return new Workflow(RetireTable.TABLE, named, new RetireActions(), RetireTitles.TITLES, lateEffectWindow);
    }
}
