package io.spotmanager.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.PlaceRequest;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.domain.pool.WithdrawRequest;
import io.spotmanager.testkit.OperationScenario;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.Workflow;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A Nova with one host that is withdrawn from L40-n3 or placed there. */
final class StockScene {
    static final String POOL = "L40-n3";
    static final String REASON = "new fans";

    private final ScriptedNova nova = new ScriptedNova();
    private final WorkflowTestEnvironment stage;

    StockScene(WorkflowTestEnvironment stage) {
        this.stage = stage;
        stage.clear();
    }

    ScriptedNova nova() {
        return nova;
    }

    StockScene hostIn(String... pools) {
        nova.put(pools);
        return this;
    }

    StockScene where(Consumer<ScriptedNova> world) {
        world.accept(nova);
        return this;
    }

    OperationScenario withdraw(boolean disable, Acknowledgement... acknowledged) {
        return stage.accepted(
                ScriptedNova.HOST,
                request(disable, acknowledged),
                workflows(nova).withdrawal());
    }

    OperationScenario place(Acknowledgement... acknowledged) {
        return stage.accepted(
                ScriptedNova.HOST,
                new PlaceRequest(ScriptedNova.HOST, POOL, Set.of(acknowledged)),
                workflows(nova).placement());
    }

    /** A withdrawal or placement some of whose steps behave as none does today, so that the table's answer is seen. */
    OperationScenario with(String workflow, Map<String, Step> standIns) {
        var withdraws = workflow.equals(WithdrawTable.WORKFLOW);
        var usual = withdraws ? workflows(nova).withdrawal() : workflows(nova).placement();
        var steps = new HashMap<>(usual.steps());
        steps.putAll(standIns);
        Object request = withdraws ? request(true) : new PlaceRequest(ScriptedNova.HOST, POOL, Set.of());
        return stage.accepted(ScriptedNova.HOST, request, new Workflow(usual.table(), steps));
    }

    private static WithdrawRequest request(boolean disable, Acknowledgement... acknowledged) {
        return new WithdrawRequest(ScriptedNova.HOST, POOL, disable, REASON, Set.of(acknowledged));
    }

    static StockWorkflows workflows(ScriptedNova nova) {
        return new StockWorkflows(nova, PoolNaming.STANDARD, StepDialogue.SETTLE, InstantSource.system());
    }

    StockScene changed(String... changes) {
        assertThat(nova.changes()).containsExactly(changes);
        return this;
    }

    StockScene hostEndsIn(String... pools) {
        assertThat(nova.poolsOfHost()).containsExactly(pools);
        return this;
    }

    void serviceEnds(String disabledReason) {
        assertThat(nova.disabledReason()).isEqualTo(disabledReason);
    }
}
