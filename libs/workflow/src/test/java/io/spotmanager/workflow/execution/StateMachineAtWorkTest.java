package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.fixture.Moves;
import io.spotmanager.workflow.machine.AlteredMachines;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.step.StepOutcome.NeedsOperator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.messaging.Message;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.state.State;
import org.springframework.statemachine.support.StateMachineInterceptorAdapter;
import org.springframework.statemachine.transition.Transition;

/** What an interceptor of the library sees while a worker runs an operation. */
@Timeout(30)
class StateMachineAtWorkTest {
    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    /** One change of a library machine, the stack it happened in, and what the row said at that moment. */
    private record Fired(String source, Signal signal, String target, String row, List<String> stack) {}

    private final ScriptedMove move = new ScriptedMove();
    private final List<Fired> fired = new CopyOnWriteArrayList<>();
    private TestWorker worker;

    @BeforeEach
    void a_worker_whose_state_machines_are_watched() {
        var machine = AlteredMachines.watched(Moves.TABLE, new StateMachineInterceptorAdapter<>() {
            @Override
            public void preStateChange(
                    State<String, Signal> state,
                    Message<Signal> message,
                    Transition<String, Signal> transition,
                    StateMachine<String, Signal> machine,
                    StateMachine<String, Signal> root) {
                fired.add(new Fired(
                        transition.getSource().getId(), message.getPayload(), state.getId(), rowState(), stack()));
            }
        });
        worker = TestWorker.started(database.source(), "w1", move.workflow, machine);
    }

    private static String rowState() {
        return database.jdbc()
                .sql("select state from operation")
                .query(String.class)
                .single();
    }

    private static List<String> stack() {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(frame -> frame.getClassName() + "." + frame.getMethodName())
                        .toList());
    }

    @Test
    void each_step_that_commits_was_fired_on_a_machine_of_the_library_that_was_restored_from_the_row() {
        var operation = database.accepted("gpu-1");

        worker.runs(operation);

        assertThat(database.events(operation)).containsExactly("ACCEPTED", "DONE", "DONE", "DONE", "DONE");
        assertThat(fired)
                .extracting(Fired::source, Fired::signal, Fired::target, Fired::row)
                .containsExactly(
                        tuple("REQUESTED", Signal.DONE, "CHECKED", "REQUESTED"),
                        tuple("CHECKED", Signal.DONE, "REMOVED", "CHECKED"),
                        tuple("REMOVED", Signal.DONE, "ADDED", "REMOVED"),
                        tuple("ADDED", Signal.DONE, "SUCCEEDED", "ADDED"));
    }

    @Test
    void the_stack_of_a_step_that_commits_goes_from_the_worker_through_the_library() {
        worker.runs(database.accepted("gpu-1"));

        assertThat(fired)
                .allSatisfy(change -> assertThat(change.stack())
                        .anyMatch(frame ->
                                frame.startsWith("org.springframework.statemachine.support.AbstractStateMachine"))
                        .anyMatch(frame -> frame.startsWith(
                                "org.springframework.statemachine.support.ReactiveStateMachineExecutor"))
                        .containsSubsequence(
                                "io.spotmanager.workflow.machine.PooledStateMachine.fire",
                                "io.spotmanager.workflow.machine.WorkflowMachine.fire",
                                "io.spotmanager.workflow.execution.OperationExecutor.runStep",
                                "io.spotmanager.workflow.execution.OperationRunner.run"));
        System.out.println("the stack while " + fired.getFirst().source() + " becomes "
                + fired.getFirst().target() + ":");
        fired.getFirst().stack().stream()
                .filter(frame -> frame.contains("statemachine") || frame.contains("spotmanager"))
                .forEach(frame -> System.out.println("  " + frame));
    }

    @Test
    void an_operators_action_is_fired_on_a_machine_of_the_library_too() {
        var operation = database.accepted("gpu-1");
        move.next("add", new NeedsOperator("two owners"));
        worker.runs(operation);
        fired.clear();

        database.submit(operation, Signal.ROLL_BACK);
        worker.runs(operation);

        assertThat(fired)
                .extracting(Fired::source, Fired::signal, Fired::target)
                .containsExactly(
                        tuple("NEEDS_OPERATOR", Signal.ROLL_BACK, "RESTORING"),
                        tuple("RESTORING", Signal.DONE, "ROLLED_BACK"));
    }

    @Test
    void an_operation_of_a_worker_that_died_is_carried_on_by_a_machine_restored_from_its_row() {
        var operation = database.accepted("gpu-1");
        var first = TestWorker.started(database, "w0", move.workflow);
        move.next("add", context -> {
            throw new Death();
        });
        assertThatExceptionOfType(Death.class).isThrownBy(() -> first.runs(operation));
        first.wasSilentFor(TestWorker.SETTINGS.lease().plusSeconds(1));
        assertThat(worker.buriesTheDead()).isEqualTo(1);
        database.theTimeComesFor(operation);

        worker.runs(operation);

        assertThat(fired)
                .extracting(Fired::source, Fired::signal, Fired::target)
                .containsExactly(tuple("REMOVED", Signal.DONE, "ADDED"), tuple("ADDED", Signal.DONE, "SUCCEEDED"));
    }
}
