package io.spotmanager.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.DrainRequest;
import io.spotmanager.domain.pool.PlaceRequest;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.domain.pool.WithdrawRequest;
import io.spotmanager.domain.settings.FleetSettings;
import io.spotmanager.testkit.OperationScenario;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.Workflow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A Nova with one host that is withdrawn from L40-n3, placed there, or drained. */
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

    /** Into the pool, or into none if that is null, once the host is empty. */
    OperationScenario drain(@Nullable String target, Instant deadline) {
        return stage.accepted(
                ScriptedNova.HOST, request(target, deadline), workflows(nova).drain());
    }

    OperationScenario drainAndKeepClosed(Instant deadline) {
        return stage.accepted(
                ScriptedNova.HOST,
                new DrainRequest(ScriptedNova.HOST, POOL, null, deadline, REASON, true, null),
                workflows(nova).drain());
    }

    private static DrainRequest request(@Nullable String target, Instant deadline) {
        return new DrainRequest(ScriptedNova.HOST, POOL, target, deadline, REASON, false, null);
    }

    /** An operation some of whose steps behave as none does today, so that the table's answer is seen. */
    OperationScenario with(String workflow, Map<String, Step> standIns) {
        var usual = workflow(workflow, nova);
        var steps = new HashMap<>(usual.steps());
        steps.putAll(standIns);
        var request = switch (workflow) {
            case WithdrawTable.WORKFLOW -> request(true);
            case PlaceTable.WORKFLOW -> new PlaceRequest(ScriptedNova.HOST, POOL, Set.of());
            default -> request(null, Instant.now().plusSeconds(60));
        };
        return stage.accepted(ScriptedNova.HOST, request, new Workflow(usual.table(), steps));
    }

    private static WithdrawRequest request(boolean disable, Acknowledgement... acknowledged) {
        return new WithdrawRequest(ScriptedNova.HOST, POOL, disable, REASON, Set.of(acknowledged));
    }

    static Workflow workflow(String name, ScriptedNova nova) {
        return switch (name) {
            case WithdrawTable.WORKFLOW -> workflows(nova).withdrawal();
            case PlaceTable.WORKFLOW -> workflows(nova).placement();
            default -> workflows(nova).drain();
        };
    }

    private static StockWorkflows workflows(ScriptedNova nova) {
        return new StockWorkflows(
                nova, PoolNaming.STANDARD, FleetSettings.STANDARD.types(), StepDialogue.SETTLE, InstantSource.system());
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
