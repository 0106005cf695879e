package io.spotmanager.launch.retire;

import io.spotmanager.domain.compute.ComputeCloud;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.moves.AddHost;
import io.spotmanager.moves.AdoptPlacement;
import io.spotmanager.moves.RestoreHost;
import io.spotmanager.moves.VerifyPlacement;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The table of a retirement that is followed by a move, with the steps of both. */
public final class RetireAndMoveWorkflow {
    private static final Map<String, Function<MovingRetirement, StepOutcome>> STEPS = Map.of(
            RetireTable.VALIDATE, MovingRetirement::validate,
            RetireAndMoveTable.CHECK_MOVE, MovingRetirement::checkMove,
            RetireAndMoveTable.REMOVE_HOST, MovingRetirement::removeHost,
            RetireAndMoveTable.ADD_HOST, both -> AddHost.run(both.move()),
            RetireAndMoveTable.VERIFY_PLACEMENT, both -> VerifyPlacement.run(both.move()),
            RetireAndMoveTable.RESTORE_HOST, both -> RestoreHost.run(both.move()),
            RetireAndMoveTable.ADOPT_PLACEMENT, both -> AdoptPlacement.run(both.move()));

    private RetireAndMoveWorkflow() {}

    /** @param nova moves the host once the VM is gone */
    public static Workflow on(RetireParts parts, ComputeCloud nova, PoolNaming naming) {
        return with(
                step -> context -> step.apply(MovingRetirement.of(parts, nova, naming, context)),
                parts.timeouts().lateEffectWindow());
    }

    /**
     * The workflow of a worker that lacks a setting, as {@link RetireWorkflow#off}.
     *
     * @param why what is missing and the setting that would supply it
     */
    public static Workflow off(String why, Duration lateEffectWindow) {
        return with(_ -> RetireWorkflow.switchedOff(why), lateEffectWindow);
    }

    private static Workflow with(
            Function<Function<MovingRetirement, StepOutcome>, Step> steps, Duration lateEffectWindow) {
        var named = new TreeMap<String, Step>();
        RetireWorkflow.STEPS.forEach(
                (name, step) -> named.put(name, steps.apply(both -> step.apply(both.retirement()))));
        STEPS.forEach((name, step) -> named.put(name, steps.apply(step)));
        return new Workflow(
                RetireAndMoveTable.TABLE, named, new RetireActions(), RetireAndMoveTitles.TITLES, lateEffectWindow);
    }
}
