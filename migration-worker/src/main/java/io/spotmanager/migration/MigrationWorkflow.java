package io.spotmanager.migration;

import io.spotmanager.domain.compute.ComputeCloud;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.moves.AddHost;
import io.spotmanager.moves.AdoptPlacement;
import io.spotmanager.moves.Move;
import io.spotmanager.moves.RemoveHost;
import io.spotmanager.moves.RestoreHost;
import io.spotmanager.moves.ValidateMove;
import io.spotmanager.moves.VerifyPlacement;
import io.spotmanager.workflow.externalcall.CallLimits;
import io.spotmanager.workflow.externalcall.ExternalCalls;
import io.spotmanager.workflow.externalcall.PollInterval;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;

/** The table of a move with its steps. */
public final class MigrationWorkflow {
    /** In one state, with waits that Nova asked for one after another: a person has to learn of a cloud that never answers. */
    static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private MigrationWorkflow() {}

    /** @param lateEffectWindow how long Nova may still carry out a call without a clear answer; longer than a call may take */
    public static Workflow on(ComputeCloud nova, PoolNaming naming, Duration lateEffectWindow, InstantSource clock) {
        var limits = new CallLimits(lateEffectWindow, LONGEST_WAIT, Duration.ZERO, PollInterval.STANDARD);
        var steps = new Steps(nova, naming, limits, clock);
        return new Workflow(
                MigrationTable.TABLE,
                Map.of(
                        MigrationTable.VALIDATE, steps.step(ValidateMove::run),
                        MigrationTable.REMOVE_HOST, steps.step(RemoveHost::run),
                        MigrationTable.ADD_HOST, steps.step(AddHost::run),
                        MigrationTable.VERIFY, steps.step(VerifyPlacement::run),
                        MigrationTable.RESTORE, steps.step(RestoreHost::run),
                        MigrationTable.ADOPT_PLACEMENT, steps.step(AdoptPlacement::run)),
                new MigrationActions(),
                MigrationTitles.TITLES,
                lateEffectWindow);
    }

    private record Steps(ComputeCloud nova, PoolNaming naming, CallLimits limits, InstantSource clock) {
        Step step(Function<Move, StepOutcome> run) {
            return context -> run.apply(Move.of(nova, naming, new ExternalCalls(context, limits, clock)));
        }
    }
}
