package io.spotmanager.migration;

import static io.spotmanager.migration.MigrationState.CANCELLING;
import static io.spotmanager.migration.MigrationState.HOST_ADDED;
import static io.spotmanager.migration.MigrationState.HOST_REMOVED;
import static io.spotmanager.migration.MigrationState.NEEDS_OPERATOR;
import static io.spotmanager.migration.MigrationState.RESTORING;
import static io.spotmanager.migration.MigrationState.VALIDATED;
import static io.spotmanager.migration.ScriptedNova.Call.ADD;
import static io.spotmanager.migration.ScriptedNova.Call.AGGREGATES;
import static io.spotmanager.migration.ScriptedNova.Call.REMOVE;
import static io.spotmanager.testkit.FaultType.FORBIDDEN;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static io.spotmanager.testkit.FaultType.TIME_OUT_BUT_DONE;
import static io.spotmanager.workflow.machine.Signal.CANCEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.testkit.OperationScenario;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Set;
import java.util.function.Consumer;

/** A Nova with one host, and the situations that several tests begin with. */
final class MoveScene {
    static final String SOURCE = "L40-n3";
    static final String TARGET = "L40-n3-spot";

    private final ScriptedNova nova = new ScriptedNova();
    private final WorkflowTestEnvironment stage;

    MoveScene(WorkflowTestEnvironment stage) {
        this.stage = stage;
        stage.clear();
    }

    ScriptedNova nova() {
        return nova;
    }

    MoveScene hostIn(String... pools) {
        nova.put(pools);
        return this;
    }

    MoveScene where(Consumer<ScriptedNova> world) {
        world.accept(nova);
        return this;
    }

    void somebodyPutsTheHostInto(String... pools) {
        nova.put(pools);
    }

    /** Nova carries out a removal that it was asked for long ago. */
    void theRemovalComes(String pool) {
        nova.put(nova.poolsOfHost().stream().filter(each -> !each.equals(pool)).toArray(String[]::new));
    }

    MoveScene changed(String... changes) {
        assertThat(nova.changes()).containsExactly(changes);
        return this;
    }

    void hostEndsIn(String... pools) {
        assertThat(nova.poolsOfHost()).containsExactly(pools);
    }

    OperationScenario move(Acknowledgement... acknowledged) {
        return move(SOURCE, TARGET, acknowledged);
    }

    /** The host goes the other way. */
    OperationScenario moveBack() {
        return move(TARGET, SOURCE);
    }

    private OperationScenario move(String source, String target, Acknowledgement... acknowledged) {
        return stage.accepted(
                ScriptedNova.HOST,
                new MoveRequest(ScriptedNova.HOST, source, target, Set.of(acknowledged)),
                MigrationWorkflow.on(nova, PoolNaming.STANDARD, StepDialogue.SETTLE, InstantSource.system()));
    }

    /** A move in which one step behaves as no step does today, so that the table's answer to it is seen. */
    OperationScenario moveWith(String step, Step standIn) {
        var workflow = MigrationWorkflow.on(nova, PoolNaming.STANDARD, StepDialogue.SETTLE, InstantSource.system());
        var steps = new HashMap<>(workflow.steps());
        steps.put(step, standIn);
        return stage.accepted(
                ScriptedNova.HOST,
                new MoveRequest(ScriptedNova.HOST, SOURCE, TARGET, Set.of()),
                new Workflow(workflow.table(), steps));
    }

    OperationScenario whereTheAdditionFails() {
        hostIn(SOURCE).where(nova -> nova.always(ADD, SERVER_ERROR));
        return move().goesOn().isIn(HOST_REMOVED).because("500 Unexpected API Error");
    }

    OperationScenario whereTheLookAtTheTargetFails() {
        hostIn(SOURCE).where(nova -> nova.meanwhile(ADD, () -> nova.always(AGGREGATES, SERVER_ERROR)));
        return move().goesOn().isIn(HOST_ADDED).because("Nova could not be read");
    }

    OperationScenario whereTheWayBackFails() {
        hostIn(SOURCE).where(nova -> {
            nova.next(ADD, FORBIDDEN);
            nova.always(ADD, SERVER_ERROR);
        });
        return move().goesOn().isIn(RESTORING).because("500 Unexpected API Error");
    }

    /** The removal happened, nobody knows yet, and Nova cannot be read. */
    OperationScenario whereTheCancellingFails() {
        hostIn(SOURCE).where(nova -> {
            nova.next(REMOVE, TIME_OUT_BUT_DONE);
            nova.meanwhile(REMOVE, () -> nova.always(AGGREGATES, SERVER_ERROR));
        });
        return move().goesOn().isIn(VALIDATED).isTold(CANCEL).goesOn().isIn(CANCELLING);
    }

    OperationScenario whereAPersonHasToDecide() {
        return whereAPersonHasToDecide("", _ -> new StepOutcome.Done());
    }

    OperationScenario whereAPersonHasToDecide(String step, Step standIn) {
        hostIn(SOURCE).where(nova -> nova.meanwhile(REMOVE, () -> nova.put("Contract-ACME")));
        var move = step.isEmpty() ? move() : moveWith(step, standIn);
        return move.goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("in Contract-ACME");
    }
}
