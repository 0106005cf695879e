package io.spotmanager.launch.retire;

import static io.spotmanager.workflow.machine.Signal.ADOPT;
import static io.spotmanager.workflow.machine.Signal.ROLL_BACK;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.launch.RetireAndMoveRequest;
import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.launch.fixture.World;
import io.spotmanager.testkit.OperationScenario;
import io.spotmanager.testkit.VisitedTransitions;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import io.spotmanager.workflow.description.WorkflowTitles;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way through the table, with steps that do what the test says: where each leads, and what each action says that it does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetireWaysTest {
    /** How a retirement comes into each state. */
    private static final Map<RetireState, List<Signal>> TOLD = Map.of(
            RetireState.LISTING_BACK, List.of(ROLL_BACK),
            RetireState.ADOPTING, List.of(ADOPT),
            RetireState.RESTORING, List.of(ROLL_BACK),
            RetireState.LEAVING, List.of(ADOPT));

    private static final RetireRequest ALONE = new RetireRequest(World.HOST, false, null);
    private static final RetireAndMoveRequest MOVING =
            RetireAndMoveRequest.of(ALONE, new MoveRequest(World.HOST, World.POOL, "L40-n3", null));

    private final WorkflowTestEnvironment alone = new WorkflowTestEnvironment(RetireTable.WORKFLOW);
    private final WorkflowTestEnvironment moving = new WorkflowTestEnvironment(RetireAndMoveRequest.KIND);

    record Way(String state, Signal signal, String target) {}

    static Stream<Way> ways() {
        return in(RetireTable.TABLE);
    }

    /** The ways that a retirement alone does not have. */
    static Stream<Way> waysOfMoves() {
        var others = ways().toList();
        return in(RetireAndMoveTable.TABLE).filter(way -> !others.contains(way));
    }

    private static Stream<Way> in(TransitionTable table) {
        return table.rows().stream()
                .flatMap(row -> row.exits().entrySet().stream()
                        .map(exit -> new Way(row.state(), exit.getKey(), exit.getValue())));
    }

    @AfterAll
    void the_stages_are_closed() {
        alone.close();
        moving.close();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void leads_where_the_table_says(Way way) {
        leads(way, alone, RetireTable.TABLE, ALONE, RetireTitles.TITLES);
    }

    @ParameterizedTest
    @MethodSource("waysOfMoves")
    void leads_where_the_table_of_a_retirement_with_a_move_says(Way way) {
        leads(way, moving, RetireAndMoveTable.TABLE, MOVING, RetireAndMoveTitles.TITLES);
    }

    private static void leads(
            Way way, WorkflowTestEnvironment stage, TransitionTable table, Object request, WorkflowTitles titles) {
        stage.clear();
        var state = RetireState.valueOf(way.state());
        var workflow =
                new Workflow(table, scripted(table, state, way.signal()), new RetireActions(), titles, Duration.ZERO);
        var retirement = in(state, table, stage.accepted(World.HOST, request, workflow));
        if (way.signal().byOperator()) {
            var told = retirement.effect(way.signal());
            assertThat(told.caption()).isNotBlank();
            assertThat(told.calls()).as("what it would ask for").isNotNull();
            assertThat(told.end()).as("where the host then is").isNotBlank();
            retirement.isTold(way.signal());
        }
        if (way.signal() == Signal.EXHAUSTED) {
            retirement.goesOnAsFarAsItCan();
        }
        retirement.goesOn().goesOn();
        assertThat(VisitedTransitions.in(stage.jdbc()))
                .contains("%s -%s-> %s".formatted(way.state(), way.signal(), way.target()));
    }

    @Test
    void a_worker_without_keys_begins_nothing_and_says_why() {
        var why = "RUNPOD_API_KEY is not set";
        alone.clear();
        moving.clear();
        Stream.of(
                        alone.accepted(World.HOST, ALONE, RetireWorkflow.off(why, Duration.ZERO)),
                        moving.accepted(World.HOST, MOVING, RetireAndMoveWorkflow.off(why, Duration.ZERO)))
                .forEach(retirement -> retirement
                        .goesOnAsFarAsItCan()
                        .isIn(RetireState.REJECTED)
                        .because("RUNPOD_API_KEY"));
    }

    /** Steps that bring it into that state, and do there what leads to the signal, or wait where a person gives it. */
    private static Map<String, Step> scripted(TransitionTable table, RetireState state, Signal signal) {
        var steps = new HashMap<String, Step>();
        for (var row : table.rows()) {
            if (row.step() != null) {
                steps.put(row.step(), scripted(row.state(), state, signal));
            }
        }
        return steps;
    }

    private static OperationScenario in(RetireState state, TransitionTable table, OperationScenario retirement) {
        Deque<Signal> told = new ArrayDeque<>(TOLD.getOrDefault(state, List.of()));
        advance(retirement, table, state, told);
        if (table.row(state.name()).step() != null) {
            retirement.goesOn();
        }
        return retirement.isIn(state);
    }

    private static void advance(
            OperationScenario retirement, TransitionTable table, RetireState state, Deque<Signal> told) {
        for (var rounds = 0; rounds < 40 && !retirement.state().equals(state.name()); rounds++) {
            if (table.row(retirement.state()).waitsForPerson()) {
                retirement.isTold(told.remove());
            }
            retirement.goesOn();
        }
        if (!retirement.state().equals(state.name())) {
            throw new AssertionError("never came into " + state + ", but into " + retirement.state());
        }
    }

    private static Step scripted(String here, RetireState wanted, Signal signal) {
        var tries = new int[1];
        return _ -> {
            if (here.equals(wanted.name())) {
                // It rests once first, so that the test finds it there.
                return tries[0]++ < 2 || signal.byOperator()
                        ? new StepOutcome.WaitUntil(Instant.now().plusSeconds(60), "the test")
                        : outcome(signal);
            }
            var stopsHere = switch (wanted) {
                case NEEDS_OPERATOR, LISTING_BACK, ADOPTING -> here.equals(RetireState.VALIDATED.name());
                case HALF_RETIRED -> here.equals(RetireState.DELETING_VM.name());
                case NOT_MOVED, RESTORING, LEAVING -> here.equals(RetireState.GONE.name());
                case HALF_MOVED -> here.equals(RetireState.MOVABLE.name());
                default -> false;
            };
            return stopsHere ? new StepOutcome.NeedsOperator("the test") : new StepOutcome.Done();
        };
    }

    private static StepOutcome outcome(Signal signal) {
        return switch (signal) {
            case DONE -> new StepOutcome.Done();
            case FAILED -> new StepOutcome.Failed("the test");
            case ESCALATED -> new StepOutcome.NeedsOperator("the test");
            default -> new StepOutcome.Retry("the test", Duration.ZERO);
        };
    }
}
