package io.spotmanager.migration;

import io.spotmanager.clouds.compute.ComputeCloud;
import io.spotmanager.clouds.fleet.MoveRules;
import io.spotmanager.clouds.fleet.PoolNaming;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepContext;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import java.util.Map;
import java.util.function.BiFunction;

/** The table of a move with its steps. */
public final class MigrationWorkflow {
    private MigrationWorkflow() {}

    public static Workflow on(ComputeCloud nova, PoolNaming naming) {
        var rules = new MoveRules(naming);
        var validate = new ValidateMove(rules);
        var remove = new RemoveHost(rules);
        var add = new AddHost();
        var verify = new VerifyPlacement();
        var restore = new RestoreHost();
        var adopt = new AdoptPlacement();
        var steps = new StepsOnCloud(nova, naming);
        return new Workflow(
                MigrationTable.TABLE,
                Map.of(
                        MigrationTable.VALIDATE, steps.step((cloud, context) -> validate.run(cloud)),
                        MigrationTable.REMOVE_HOST,
                                steps.step((cloud, context) -> remove.run(cloud, context.attempt())),
                        MigrationTable.ADD_HOST, steps.step((cloud, context) -> add.run(cloud)),
                        MigrationTable.VERIFY, steps.step((cloud, context) -> verify.run(cloud)),
                        MigrationTable.RESTORE, steps.step((cloud, context) -> restore.run(cloud)),
                        MigrationTable.ADOPT_PLACEMENT, steps.step((cloud, context) -> adopt.run(cloud))));
    }

    private record StepsOnCloud(ComputeCloud nova, PoolNaming naming) {
        Step step(BiFunction<Cloud, StepContext, StepOutcome> run) {
            return context -> run.apply(new Cloud(nova, naming, context), context);
        }
    }
}
