package io.spotmanager.migration;

import io.spotmanager.domain.compute.ComputeCloud;
import io.spotmanager.domain.pool.MoveRules;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import java.util.Map;
import java.util.function.Function;

/** The table of a move with its steps. */
public final class MigrationWorkflow {
    private MigrationWorkflow() {}

    public static Workflow on(ComputeCloud nova, PoolNaming naming, Settling settling) {
        var rules = new MoveRules(naming);
        var validate = new ValidateMove(rules);
        var remove = new RemoveHost(rules);
        var add = new AddHost();
        var verify = new VerifyPlacement();
        var restore = new RestoreHost();
        var adopt = new AdoptPlacement();
        var steps = new StepsOnCloud(nova, naming, settling);
        return new Workflow(
                MigrationTable.TABLE,
                Map.of(
                        MigrationTable.VALIDATE, steps.step(validate::run),
                        MigrationTable.REMOVE_HOST, steps.step(remove::run),
                        MigrationTable.ADD_HOST, steps.step(add::run),
                        MigrationTable.VERIFY, steps.step(verify::run),
                        MigrationTable.RESTORE, steps.step(restore::run),
                        MigrationTable.ADOPT_PLACEMENT, steps.step(adopt::run)),
                new MigrationActions(),
                MigrationTitles.TITLES);
    }

    private record StepsOnCloud(ComputeCloud nova, PoolNaming naming, Settling settling) {
        Step step(Function<Cloud, StepOutcome> run) {
            return context -> run.apply(new Cloud(nova, naming, settling, context));
        }
    }
}
