package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperatorActions.Answer;
import io.spotmanager.workflow.operation.UnservedOperations;
import io.spotmanager.workflow.step.StepOutcome.Done;
import io.spotmanager.workflow.step.StepOutcome.Retry;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Operations in states that not every worker knows. */
@Timeout(60)
class OtherReleaseTest {
    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private enum State {
        REQUESTED,
        WEIGHED,
        NEEDS_OPERATOR,
        SUCCEEDED,
        REJECTED,
        CANCELLED
    }

    // spotless:off
    private static final TransitionTable NEXT_RELEASE = TransitionTable.named(KernelDatabase.KIND)
            .otherwise(State.NEEDS_OPERATOR)
            .in(State.REQUESTED, "check")
                .on(Signal.DONE,      State.WEIGHED)
                .on(Signal.FAILED,    State.REJECTED)
                .on(Signal.EXHAUSTED, State.REJECTED)
            .in(State.WEIGHED, "weigh")
                .on(Signal.DONE,      State.SUCCEEDED)
            .waitingIn(State.NEEDS_OPERATOR)
                .on(Signal.CANCEL,    State.CANCELLED)
            .endingIn(State.SUCCEEDED, State.REJECTED, State.CANCELLED);
    // spotless:on

    private final ScriptedMove move = new ScriptedMove();
    private TestWorker worker;
    private UUID operation;

    @BeforeEach
    void a_worker_of_this_release_and_an_accepted_command() {
        worker = TestWorker.started(database, "old", move.workflow);
        operation = database.accepted("gpu-1");
    }

    private Operation now() {
        return database.read(operation);
    }

    /** As the listener does: what went wrong in a execution is logged, and the worker beats on. */
    private void isDispatchedAgainAndAgain(TestWorker dispatched, int times) {
        for (var time = 0; time < times; time++) {
            database.theTimeComesFor(operation);
            try {
                dispatched.runs(operation);
            } catch (RuntimeException e) {
                System.out.println("the execution ended with " + e.getMessage());
            }
            dispatched.beats();
        }
    }

    @Test
    void a_worker_does_not_claim_an_operation_in_a_state_that_it_does_not_know() {
        database.tamper("update operation set state = 'TELEPORTED'");

        isDispatchedAgainAndAgain(worker, 30);

        assertThat(now().lease().fence()).isZero();
        assertThat(now().progress().attempt()).isZero();
        assertThat(move.ran()).isEmpty();
        assertThat(database.events(operation)).containsExactly("ACCEPTED");
    }

    @Test
    void what_no_living_worker_knows_is_not_dispatched_for_ever() {
        database.tamper(
                "update operation set state = 'TELEPORTED', available_at = now() - interval '1 minute',"
                        + " nudged_at = now() - interval '1 minute'",
                "delete from outbox");

        assertThat(worker.recovery.redispatchStalled(Duration.ofSeconds(4)).moved())
                .isZero();
        assertThat(database.outboxRows(operation)).isZero();
    }

    @Test
    void a_cancel_of_what_no_living_worker_knows_puts_it_in_front_of_a_person_and_works_there() {
        database.tamper("update operation set state = 'TELEPORTED', actions = '[\"CANCEL\"]'");
        assertThat(database.submit(operation, Signal.CANCEL)).isInstanceOf(Answer.Asked.class);

        worker.sweeps();

        assertThat(now().state()).isEqualTo("NEEDS_OPERATOR");
        assertThat(now().progress().cause())
                .contains("CANCEL")
                .contains("TELEPORTED")
                .contains("olga");
        assertThat(database.holds(operation, "available_at = 'infinity' and asked is null"))
                .isTrue();
        assertThat(database.events(operation)).containsExactly("ACCEPTED", "ASKED_CANCEL", "BLOCKED");
        assertThat(database.submit(operation, Signal.CANCEL)).isInstanceOf(Answer.Asked.class);
        worker.runs(operation);
        assertThat(now().state()).isEqualTo("CANCELLED");
    }

    @Test
    void what_no_living_worker_knows_may_be_cancelled_though_its_state_offers_no_action() {
        database.tamper("update operation set state = 'TELEPORTED', actions = '[]'");

        assertThat(database.submit(operation, Signal.RETRY)).isInstanceOf(Answer.NotAllowed.class);
        assertThat(database.submit(operation, Signal.CANCEL)).isInstanceOf(Answer.Asked.class);
    }

    @Test
    void a_cancel_waits_for_the_worker_that_knows_the_state_while_one_lives() {
        var weighed = new AtomicInteger();
        var next = TestWorker.started(database, "new", nextRelease(new ArrayList<>(), weighed));
        next.runs(operation);
        database.tamper("update operation set actions = '[\"CANCEL\"]'");
        database.submit(operation, Signal.CANCEL);

        worker.sweeps();

        assertThat(now().state()).isEqualTo("WEIGHED");
        next.keeper.release();
        worker.sweeps();
        assertThat(now().state()).isEqualTo("NEEDS_OPERATOR");
    }

    /** Its second step is not done at once. */
    private static Workflow nextRelease(List<Integer> attempts, AtomicInteger weighed) {
        return new Workflow(NEXT_RELEASE, Map.of("check", context -> new Done(), "weigh", context -> {
            attempts.add(context.attempt());
            return weighed.getAndIncrement() == 0 ? new Retry("busy", Duration.ZERO) : new Done();
        }));
    }

    @Test
    void in_a_rolling_upgrade_workers_of_both_releases_leave_each_others_operations_alone() {
        var attempts = new ArrayList<Integer>();
        var next = TestWorker.started(database, "new", nextRelease(attempts, new AtomicInteger()));
        next.runs(operation);
        assertThat(now().state()).isEqualTo("WEIGHED");

        isDispatchedAgainAndAgain(worker, 20);
        next.runs(operation);

        assertThat(now().state()).isEqualTo("SUCCEEDED");
        assertThat(attempts).containsExactly(0, 1);
        assertThat(database.events(operation)).containsExactly("ACCEPTED", "DONE", "RETRY", "DONE");
        assertThat(now().lease().fence()).isEqualTo(2);
    }

    private UnservedOperations unserved() {
        return new UnservedOperations(database.jdbc());
    }

    @Test
    void a_worker_that_has_not_beaten_for_long_counts_as_none_though_nobody_is_left_to_remove_it() {
        assertThat(unserved().contain(operation)).isFalse();

        worker.wasSilentFor(Duration.ofSeconds(20));

        assertThat(unserved().among(List.of(operation))).containsExactly(operation);
        worker.beats();
        assertThat(unserved().among(List.of(operation))).isEmpty();
    }

    @Test
    void while_no_worker_lives_everything_can_be_cancelled_and_is_not_carried_on_afterwards() {
        database.tamper("update operation set state = 'ADDED', actions = '[]'", "delete from worker");

        assertThat(database.submit(operation, Signal.CANCEL)).isInstanceOf(Answer.Asked.class);

        var back = TestWorker.started(database, "back", move.workflow);
        back.runs(operation);
        assertThat(move.ran()).isEmpty();
        assertThat(now().state()).isEqualTo("NEEDS_OPERATOR");
        assertThat(now().progress().cause()).contains("CANCEL").contains("olga").contains("ADDED");
        assertThat(database.events(operation)).containsExactly("ACCEPTED", "ASKED_CANCEL", "BLOCKED");
        database.submit(operation, Signal.CANCEL);
        back.runs(operation);
        assertThat(now().state()).isEqualTo("CANCELLED");
    }

    @Test
    void a_worker_that_sweeps_before_its_first_heartbeat_leaves_a_cancel_that_it_can_carry_out_itself() {
        database.tamper("delete from worker");
        database.submit(operation, Signal.CANCEL);

        worker.sweeps();

        assertThat(database.events(operation)).containsExactly("ACCEPTED", "ASKED_CANCEL");
        worker.beats();
        worker.runs(operation);
        assertThat(now().state()).isEqualTo("CANCELLED");
    }

    private void somethingIsAskedThatCannotBeDecoded() {
        database.tamper(
                "update operation set asked = '{\"signal\": \"TELEPORT\", \"actor\": \"zoe\", \"reason\": \"now\"}'");
    }

    @Test
    void what_was_asked_and_cannot_be_decoded_is_not_overwritten_while_a_worker_will_read_it() {
        somethingIsAskedThatCannotBeDecoded();

        assertThat(database.submit(operation, Signal.CANCEL)).isInstanceOf(Answer.NotAllowed.class);

        assertThat(database.holds(operation, "asked ->> 'signal' = 'TELEPORT'")).isTrue();
    }

    @Test
    void what_was_asked_and_cannot_be_decoded_stays_in_the_history_when_a_cancel_takes_its_place() {
        database.tamper("update operation set state = 'TELEPORTED', actions = '[]'");
        somethingIsAskedThatCannotBeDecoded();

        assertThat(database.submit(operation, Signal.CANCEL)).isInstanceOf(Answer.Asked.class);

        assertThat(database.history(operation))
                .last()
                .satisfies(
                        entry -> assertThat(entry.detail()).contains("TELEPORT").contains("zoe"));
        worker.sweeps();
        assertThat(now().state()).isEqualTo("NEEDS_OPERATOR");
    }

    @Test
    void one_cancelled_operation_that_the_database_refuses_to_change_keeps_no_other_from_a_person() {
        var others = List.of(database.accepted("gpu-0"), database.accepted("gpu-2"), database.accepted("gpu-3"));
        database.tamper("update operation set state = 'TELEPORTED'");
        database.submit(operation, Signal.CANCEL);
        others.forEach(id -> database.submit(id, Signal.CANCEL));
        database.tamper(
                "create function refuse_one() returns trigger language plpgsql as $$ begin"
                        + " if new.operation_id = '%s' then raise exception 'refused'; end if; return new; end $$"
                                .formatted(operation),
                "create trigger refuse_one before insert on audit_entry for each row execute function refuse_one()");
        try {
            worker.sweeps();

            assertThat(others)
                    .allSatisfy(id -> assertThat(database.read(id).state()).isEqualTo("NEEDS_OPERATOR"));
        } finally {
            database.tamper("drop trigger refuse_one on audit_entry", "drop function refuse_one()");
        }
        await().untilAsserted(() -> {
            worker.sweeps();
            assertThat(now().state()).isEqualTo("NEEDS_OPERATOR");
        });
    }
}
