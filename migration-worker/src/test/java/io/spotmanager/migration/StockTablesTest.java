package io.spotmanager.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.testkit.OperationScenario;
import io.spotmanager.testkit.StateMachineAgreement;
import io.spotmanager.testkit.VisitedTransitions;
import io.spotmanager.testkit.WorkflowPage;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of a placement, a withdrawal and a drain on the real engine, exit by exit; what the steps do is in the tests of the sagas. */
class StockTablesTest {
    private static final int ATTEMPTS = 3;

    static Stream<TransitionTable> tables() {
        return Stream.of(PlaceTable.TABLE, WithdrawTable.TABLE, DrainTable.TABLE);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void spring_statemachine_takes_every_exit_of_the_table_and_no_other(TransitionTable table) {
        StateMachineAgreement.require(table);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void the_documentation_shows_the_workflow_as_it_is_and_a_change_has_a_new_version(TransitionTable table) {
        WorkflowPage.requireInSync(StockScene.workflow(table.workflow(), new ScriptedNova()), StockTablesTest.class);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void the_engine_goes_through_every_exit(TransitionTable table) {
        var stage = new WorkflowTestEnvironment(table.workflow());
        var ways = waysTo(table);
        for (var row : table.rows()) {
            for (var signal : row.exits().keySet()) {
                var walk = new Walk(new StockScene(stage).hostIn(), table);
                ways.getOrDefault(row.state(), List.of()).forEach(walk::gives);
                walk.gives(signal);
                assertThat(walk.state())
                        .as("%s on %s", row.state(), signal)
                        .isEqualTo(row.exits().get(signal));
            }
        }
        assertThat(VisitedTransitions.in(stage.jdbc())).isEqualTo(VisitedTransitions.in(table));
        stage.close();
    }

    /** For each state the shortest way to it. */
    private static Map<String, List<Signal>> waysTo(TransitionTable table) {
        var ways = new LinkedHashMap<String, List<Signal>>(Map.of(table.initial(), List.of()));
        var next = new ArrayDeque<>(List.of(table.initial()));
        while (!next.isEmpty()) {
            var state = next.remove();
            table.row(state).exits().forEach((signal, target) -> {
                if (signal != Signal.RETRY && !ways.containsKey(target)) {
                    var way = new ArrayList<>(ways.getOrDefault(state, List.of()));
                    way.add(signal);
                    ways.put(target, way);
                    next.add(target);
                }
            });
        }
        return ways;
    }

    /** An operation whose steps wait unless they are told what comes of them. */
    private static final class Walk {
        private final List<StepOutcome> outcomes = new ArrayList<>();
        private final OperationScenario operation;

        Walk(StockScene scene, TransitionTable table) {
            var steps = new HashMap<String, Step>();
            table.rows().stream()
                    .filter(row -> row.step() != null)
                    .forEach(row -> steps.put(
                            String.valueOf(row.step()),
                            context -> outcomes.isEmpty()
                                    ? new StepOutcome.WaitUntil(
                                            java.time.Instant.now().plusSeconds(60), "not told yet")
                                    : outcomes.removeFirst()));
            operation = scene.with(table.workflow(), steps);
        }

        void gives(Signal signal) {
            switch (signal) {
                case DONE -> outcomes.add(new StepOutcome.Done());
                case FAILED -> outcomes.add(new StepOutcome.Failed("no"));
                case ESCALATED -> outcomes.add(new StepOutcome.NeedsOperator("strange"));
                case EXHAUSTED -> {
                    for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
                        outcomes.add(new StepOutcome.Retry("again"));
                    }
                }
                default -> operation.isTold(signal);
            }
            do {
                operation.goesOn();
            } while (!outcomes.isEmpty());
        }

        String state() {
            return operation.state();
        }
    }
}
