package io.spotmanager.migration;

import static io.spotmanager.migration.MigrationState.ADOPTED;
import static io.spotmanager.migration.MigrationState.ADOPTING;
import static io.spotmanager.migration.MigrationState.HOST_ADDED;
import static io.spotmanager.migration.MigrationState.NEEDS_OPERATOR;
import static io.spotmanager.migration.MigrationState.REQUESTED;
import static io.spotmanager.migration.MigrationState.RESTORING;
import static io.spotmanager.migration.MigrationState.ROLLED_BACK;
import static io.spotmanager.migration.MigrationState.SUCCEEDED;
import static io.spotmanager.migration.MoveScene.SOURCE;
import static io.spotmanager.migration.MoveScene.TARGET;
import static io.spotmanager.migration.ScriptedNova.Call.ADD;
import static io.spotmanager.migration.ScriptedNova.Call.REMOVE;
import static io.spotmanager.testkit.FaultType.FORBIDDEN;
import static io.spotmanager.testkit.FaultType.TIME_OUT;
import static io.spotmanager.testkit.FaultType.TIME_OUT_BUT_DONE;

import io.spotmanager.testkit.WorkflowTestEnvironment;
import io.spotmanager.workflow.machine.Signal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Nova carries out a call that timed out, much later: after its move has ended, or while a person decides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LateEffectsTest {
    private final WorkflowTestEnvironment stage = new WorkflowTestEnvironment(MigrationTable.WORKFLOW);
    private MoveScene scene;

    @BeforeEach
    void a_host_that_is_sold_on_demand() {
        scene = new MoveScene(stage).hostIn(SOURCE);
    }

    @AfterAll
    void close() {
        stage.close();
    }

    @Test
    void a_removal_after_the_move_does_not_take_the_host_that_was_moved_back() {
        scene.where(nova -> nova.next(REMOVE, TIME_OUT));
        scene.move().goesOnAsFarAsItCan().isIn(SUCCEEDED);
        var back = scene.moveBack().isGivenToAWorker().isIn(REQUESTED);

        scene.theRemovalComes(SOURCE);
        scene.hostEndsIn(TARGET);

        back.goesOn().isIn(SUCCEEDED);
        scene.hostEndsIn(SOURCE);
    }

    @Test
    void an_addition_after_the_move_does_not_put_the_host_that_was_moved_back_into_two_pools() {
        scene.where(nova -> nova.next(ADD, TIME_OUT));
        scene.move().goesOnAsFarAsItCan().isIn(SUCCEEDED);

        scene.moveBack().isGivenToAWorker().isIn(REQUESTED).goesOn().isIn(SUCCEEDED);
    }

    @Test
    void a_roll_back_whose_last_call_may_come_again_guards_the_host_too() {
        scene.where(nova -> nova.next(ADD, FORBIDDEN, TIME_OUT_BUT_DONE));
        scene.move().goesOnAsFarAsItCan().isIn(ROLLED_BACK);

        scene.move().isGivenToAWorker().isIn(REQUESTED).goesOn().isIn(SUCCEEDED);
    }

    @Test
    void a_move_that_goes_forward_again_succeeds_only_when_its_way_back_can_come_no_more() {
        scene.where(nova -> {
            nova.next(ADD, FORBIDDEN);
            nova.always(ADD, TIME_OUT);
        });
        var move = scene.move().goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
        scene.where(ScriptedNova::recover);

        move.isTold(Signal.RETRY).goesOn().isIn(HOST_ADDED).because("an earlier call to Nova may still be carried out");
        scene.somebodyPutsTheHostInto(SOURCE, TARGET);

        move.goesOn().isIn(NEEDS_OPERATOR).because("The host must be in its target alone");
    }

    @Test
    void nothing_is_adopted_while_a_removal_may_come() {
        scene.where(nova -> nova.always(REMOVE, TIME_OUT));
        var move = scene.move();
        for (var tries = 0; tries < WorkflowTestEnvironment.TRIES; tries++) {
            move.goesOn();
        }
        move.isIn(RESTORING).isTold(Signal.ADOPT).goesOn().isIn(ADOPTING);
        scene.theRemovalComes(SOURCE);

        move.goesOn().isIn(ADOPTED).knows("adopted", "in no pool");
    }
}
