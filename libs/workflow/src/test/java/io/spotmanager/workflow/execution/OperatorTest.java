package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperatorActions.Answer;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepOutcome.Done;
import io.spotmanager.workflow.step.StepOutcome.NeedsOperator;
import io.spotmanager.workflow.step.StepOutcome.Retry;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class OperatorTest {
    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final ScriptedMove move = new ScriptedMove();
    private TestWorker worker;
    private UUID operation;

    @BeforeEach
    void a_worker_and_an_accepted_command() {
        worker = TestWorker.started(database, "w1", move.workflow);
        operation = database.accepted("gpu-1");
    }

    @AfterEach
    void the_history_is_whole() {
        assertThat(database.verification().verify().findings()).isEmpty();
    }

    private Operation now() {
        return database.read(operation);
    }

    /** A step during whose run an operator asks for something. */
    private Step while_it_runs_an_operator_asks_for(Signal signal, Step then) {
        return context -> {
            assertThat(database.submit(operation, signal)).isInstanceOf(Answer.Asked.class);
            return then.run(context);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "RETRY, SUCCEEDED, 'remove, add, verify'",
        "ROLL_BACK, ROLLED_BACK, restore",
        "SKIP, SUCCEEDED, verify",
        "ADOPT, ADOPTED, ''",
        "CANCEL, CANCELLED, ''"
    })
    void an_operator_decides_what_becomes_of_an_operation_that_waits(Signal signal, String end, String steps) {
        move.next("add", new NeedsOperator("two owners"));
        worker.runs(operation);
        move.ran().clear();

        database.submit(operation, signal);
        worker.runs(operation);

        assertThat(now().state()).isEqualTo(end);
        assertThat(now().open()).isFalse();
        assertThat(String.join(", ", move.ran())).isEqualTo(steps);
        assertThat(database.events(operation)).contains("ESCALATED", "ASKED_" + signal, signal.name());
        assertThat(now().progress().cause() == null).isEqualTo(signal == Signal.RETRY || signal == Signal.SKIP);
    }

    @Test
    void an_action_asked_while_a_step_runs_comes_right_after_the_step_and_what_the_step_did_stays_true() {
        move.next(
                "add",
                while_it_runs_an_operator_asks_for(
                        Signal.ROLL_BACK, context -> new Retry("busy", Duration.ofHours(1))));

        worker.runs(operation);

        assertThat(now().state()).isEqualTo("ROLLED_BACK");
        assertThat(database.events(operation))
                .containsExactly("ACCEPTED", "DONE", "DONE", "ASKED_ROLL_BACK", "RETRY", "ROLL_BACK", "DONE");
        assertThat(now().lease().fence()).isEqualTo(1);
    }

    @Test
    void a_cancel_asked_while_a_step_runs_is_taken_between_the_steps() {
        move.next("check", while_it_runs_an_operator_asks_for(Signal.CANCEL, context -> new Done()));

        worker.runs(operation);

        assertThat(now().state()).isEqualTo("ROLLED_BACK");
        assertThat(move.ran()).containsExactly("check", "restore");
        assertThat(now().progress().cause()).isEqualTo("CANCEL asked by olga: I looked");
    }

    @Test
    void a_cancel_before_the_first_step_runs_no_step() {
        database.submit(operation, Signal.CANCEL);

        worker.runs(operation);

        assertThat(now().state()).isEqualTo("CANCELLED");
        assertThat(move.ran()).isEmpty();
    }

    @Test
    void a_retry_now_ends_a_long_wait_and_begins_to_count_anew() {
        move.next("add", new Retry("busy", Duration.ofHours(1)));
        worker.runs(operation);

        database.submit(operation, Signal.RETRY);
        worker.runs(operation);

        assertThat(now().state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void an_action_that_the_next_state_does_not_offer_is_noted_and_the_execution_goes_on() {
        move.next("add", while_it_runs_an_operator_asks_for(Signal.SKIP, context -> new Done()));

        worker.runs(operation);

        assertThat(now().state()).isEqualTo("SUCCEEDED");
        assertThat(database.events(operation))
                .containsExactly("ACCEPTED", "DONE", "DONE", "ASKED_SKIP", "DONE", "IGNORED_SKIP", "DONE");
    }

    @Test
    void an_action_asked_while_the_step_that_needs_a_person_runs_is_that_persons_answer() {
        move.next("add", while_it_runs_an_operator_asks_for(Signal.CANCEL, context -> new NeedsOperator("two owners")));

        worker.runs(operation);

        assertThat(now().state()).isEqualTo("CANCELLED");
    }

    @Test
    void an_action_asked_between_a_remembered_fact_and_the_end_of_its_step_loses_neither() {
        move.next("add", context -> {
            context.saveProgress("VM id", Map.of("vm", 42));
            database.submit(operation, Signal.ROLL_BACK);
            context.saveProgress("port id", Map.of("port", 7));
            return new Done(Map.of("done", true));
        });

        worker.runs(operation);

        assertThat(now().progress().facts().propertyNames()).contains("vm", "port", "done");
        assertThat(database.events(operation))
                .containsExactly(
                        "ACCEPTED",
                        "DONE",
                        "DONE",
                        "NOTED",
                        "ASKED_ROLL_BACK",
                        "NOTED",
                        "DONE",
                        "IGNORED_ROLL_BACK",
                        "DONE");
    }
}
