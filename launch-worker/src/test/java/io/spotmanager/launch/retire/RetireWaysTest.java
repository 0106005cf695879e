package io.spotmanager.launch.retire;

import static io.spotmanager.workflow.machine.Signal.ADOPT;
import static io.spotmanager.workflow.machine.Signal.ROLL_BACK;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.launch.fixture.World;
import io.spotmanager.testkit.OperationScenario;
import io.spotmanager.testkit.VisitedTransitions;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import io.spotmanager.workflow.machine.Signal;
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
    private static final Map<RetireState, List<Signal>> TOLD =
            Map.of(RetireState.LISTING_BACK, List.of(ROLL_BACK), RetireState.ADOPTING, List.of(ADOPT));

    private final WorkflowTestEnvironment stage = new WorkflowTestEnvironment(RetireTable.WORKFLOW);

    record Way(String state, Signal signal, String target) {}

    static Stream<Way> ways() {
        return RetireTable.TABLE.rows().stream()
                .flatMap(row -> row.exits().entrySet().stream()
                        .map(exit -> new Way(row.state(), exit.getKey(), exit.getValue())));
    }

    @AfterAll
    void the_stage_is_closed() {
        stage.close();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void leads_where_the_table_says(Way way) {
        stage.clear();
        var retirement = in(RetireState.valueOf(way.state()), way.signal());
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
        stage.clear();
        stage.accepted(
                        World.HOST,
                        new RetireRequest(World.HOST, false, null),
                        RetireWorkflow.off("RUNPOD_API_KEY is not set", Duration.ZERO))
                .goesOnAsFarAsItCan()
                .isIn(RetireState.REJECTED)
                .because("RUNPOD_API_KEY");
    }

    /** A retirement in that state, whose step there does what leads to the signal, or waits where a person gives it. */
    private OperationScenario in(RetireState state, Signal signal) {
        var steps = new HashMap<String, Step>();
        for (var row : RetireTable.TABLE.rows()) {
            if (row.step() != null) {
                steps.put(row.step(), scripted(row.state(), state, signal));
            }
        }
        var retirement = stage.accepted(
                World.HOST,
                new RetireRequest(World.HOST, false, null),
                new Workflow(RetireTable.TABLE, steps, new RetireActions(), RetireTitles.TITLES, Duration.ZERO));
        Deque<Signal> told = new ArrayDeque<>(TOLD.getOrDefault(state, List.of()));
        advance(retirement, state, told);
        if (RetireTable.TABLE.row(state.name()).step() != null) {
            retirement.goesOn();
        }
        return retirement.isIn(state);
    }

    private static void advance(OperationScenario retirement, RetireState state, Deque<Signal> told) {
        for (var rounds = 0; rounds < 40 && !retirement.state().equals(state.name()); rounds++) {
            if (RetireTable.TABLE.row(retirement.state()).waitsForPerson()) {
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
