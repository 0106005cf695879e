package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.fixture.Moves;
import io.spotmanager.workflow.machine.AlteredMachines;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.WorkflowMachine;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperatorActions.Answer;
import io.spotmanager.workflow.operation.SubmissionResult;
import io.spotmanager.workflow.step.StepOutcome.Done;
import io.spotmanager.workflow.step.StepOutcome.Retry;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Workers whose library was configured from another table than their workflow has. */
@Timeout(30)
class MachineDisagreementTest {
    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final ScriptedMove move = new ScriptedMove();
    private UUID operation;

    @BeforeEach
    void an_accepted_command() {
        operation = database.accepted("gpu-1");
    }

    @AfterEach
    void the_history_is_whole() {
        assertThat(database.verification().verify().findings()).isEmpty();
    }

    private TestWorker worker(WorkflowMachine machine) {
        return TestWorker.started(database.source(), "w1", move.workflow, machine);
    }

    private TestWorker worker() {
        return TestWorker.started(database, "w2", move.workflow);
    }

    private Operation now() {
        return database.read(operation);
    }

    private void waitsForAPersonBecause(String read, String table, String library) {
        assertThat(now().state()).isEqualTo("NEEDS_OPERATOR");
        assertThat(now().progress().cause())
                .contains("Read: " + read)
                .contains("The transition table: " + table + ".")
                .contains("spring-statemachine: " + library + ".");
        assertThat(database.holds(operation, "open and leased_by is null and available_at = 'infinity'"))
                .isTrue();
        assertThat(database.history(operation)).last().satisfies(entry -> {
            assertThat(entry.what().event()).isEqualTo("BLOCKED");
            assertThat(entry.what().actor()).isEqualTo("worker:w1");
            assertThat(entry.detail()).contains(read).contains(table).contains(library);
        });
    }

    @Test
    void a_library_that_would_skip_a_step_stops_the_operation_in_front_of_a_person_and_the_host_stays_held() {
        worker(AlteredMachines.leading(Moves.TABLE, "REMOVED", Signal.DONE, "SUCCEEDED"))
                .runs(operation);

        waitsForAPersonBecause("state REMOVED, signal DONE", "ADDED", "SUCCEEDED");
        assertThat(move.ran()).containsExactly("check", "remove", "add");
        assertThat(database.events(operation)).containsExactly("ACCEPTED", "DONE", "DONE", "NOTED", "BLOCKED");
        assertThat(database.intake().accept(KernelDatabase.command("gpu-1")))
                .isInstanceOf(SubmissionResult.SubjectBusy.class);
    }

    @Test
    void what_the_step_did_and_learned_before_that_is_kept() {
        move.next("add", context -> {
            context.recordCall("openstack aggregate add host 18 gpu-1", "200", Duration.ofMillis(5));
            return new Done(Map.of("aggregate", 18));
        });

        worker(AlteredMachines.leading(Moves.TABLE, "REMOVED", Signal.DONE, "SUCCEEDED"))
                .runs(operation);

        assertThat(now().progress().facts().path("aggregate").asInt()).isEqualTo(18);
        assertThat(database.history(operation).get(3).detail())
                .contains("the step ended with DONE")
                .contains("openstack aggregate add host 18 gpu-1");
    }

    @Test
    void a_person_decides_and_a_worker_whose_library_agrees_carries_it_on() {
        worker(AlteredMachines.leading(Moves.TABLE, "REMOVED", Signal.DONE, "SUCCEEDED"))
                .runs(operation);

        assertThat(now().progress().actions()).containsExactly("RETRY", "ROLL_BACK", "SKIP", "ADOPT", "CANCEL");
        assertThat(database.submit(operation, Signal.SKIP)).isInstanceOf(Answer.Asked.class);
        worker().runs(operation);

        assertThat(now().state()).isEqualTo("SUCCEEDED");
        assertThat(now().progress().cause()).isNull();
    }

    @Test
    void an_operation_that_did_not_get_past_its_first_step_starts_anew() {
        worker(AlteredMachines.leading(Moves.TABLE, "REQUESTED", Signal.DONE, null))
                .runs(operation);

        waitsForAPersonBecause("state REQUESTED, signal DONE", "CHECKED", "did not accept it");
        assertThat(now().progress().actions()).containsExactly("RETRY", "CANCEL");
        database.submit(operation, Signal.RETRY);
        worker().runs(operation);
        assertThat(now().state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void an_operators_action_that_the_library_takes_elsewhere_is_kept_in_the_history_and_not_carried_out() {
        move.next("add", new Retry("busy", Duration.ofHours(1)));
        worker().runs(operation);
        database.submit(operation, Signal.ROLL_BACK);

        worker(AlteredMachines.leading(Moves.TABLE, "REMOVED", Signal.ROLL_BACK, "SUCCEEDED"))
                .runs(operation);

        waitsForAPersonBecause("state REMOVED, signal ROLL_BACK", "RESTORING", "SUCCEEDED");
        assertThat(move.ran()).containsExactly("check", "remove", "add");
        assertThat(database.history(operation))
                .last()
                .satisfies(entry -> assertThat(entry.detail()).contains("olga").contains("dropped"));
    }

    @Test
    void a_cancel_in_front_of_a_person_that_the_library_denies_leaves_the_operation_there() {
        worker(AlteredMachines.leading(Moves.TABLE, "REMOVED", Signal.DONE, null))
                .runs(operation);
        database.submit(operation, Signal.CANCEL);

        worker(AlteredMachines.leading(Moves.TABLE, "NEEDS_OPERATOR", Signal.CANCEL, null))
                .runs(operation);

        waitsForAPersonBecause("state NEEDS_OPERATOR, signal CANCEL", "CANCELLED", "did not accept it");
        database.submit(operation, Signal.CANCEL);
        worker().runs(operation);
        assertThat(now().state()).isEqualTo("CANCELLED");
    }

    @Test
    void a_library_that_throws_stops_the_operation_as_well() {
        worker(AlteredMachines.throwing(Moves.TABLE, "no machine today")).runs(operation);

        waitsForAPersonBecause(
                "state REQUESTED, signal DONE",
                "CHECKED",
                "failed with java.lang.IllegalStateException: no machine today");
    }
}
