package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperatorActions.Answer;
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

    private static final TransitionTable NEXT_RELEASE = TransitionTable.named(KernelDatabase.KIND)
            .in(State.REQUESTED, "check")
            .on(Signal.DONE, State.WEIGHED)
            .on(Signal.FAILED, State.REJECTED)
            .on(Signal.EXHAUSTED, State.REJECTED)
            .on(Signal.ESCALATED, State.NEEDS_OPERATOR)
            .in(State.WEIGHED, "weigh")
            .on(Signal.DONE, State.SUCCEEDED)
            .on(Signal.FAILED, State.NEEDS_OPERATOR)
            .on(Signal.EXHAUSTED, State.NEEDS_OPERATOR)
            .on(Signal.ESCALATED, State.NEEDS_OPERATOR)
            .waitingIn(State.NEEDS_OPERATOR)
            .on(Signal.CANCEL, State.CANCELLED)
            .endingIn(State.SUCCEEDED, State.REJECTED, State.CANCELLED);

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

    /** As the listener does: what went wrong in a walk is logged, and the worker beats on. */
    private void isNudgedAgainAndAgain(TestWorker nudged, int times) {
        for (var time = 0; time < times; time++) {
            database.theTimeComesFor(operation);
            try {
                nudged.runs(operation);
            } catch (RuntimeException e) {
                System.out.println("the walk ended with " + e.getMessage());
            }
            nudged.beats();
        }
    }

    @Test
    void a_worker_does_not_claim_an_operation_in_a_state_that_it_does_not_know() {
        database.tamper("update operation set state = 'TELEPORTED'");

        isNudgedAgainAndAgain(worker, 30);

        assertThat(now().hold().fence()).isZero();
        assertThat(now().progress().attempt()).isZero();
        assertThat(move.ran()).isEmpty();
        assertThat(database.events(operation)).containsExactly("ACCEPTED");
    }

    @Test
    void what_no_living_worker_knows_is_not_nudged_for_ever() {
        database.tamper(
                "update operation set state = 'TELEPORTED', available_at = now() - interval '1 minute',"
                        + " nudged_at = now() - interval '1 minute'",
                "delete from outbox");

        assertThat(worker.registry.nudgeStrays(Duration.ofSeconds(4)).moved()).isZero();
        assertThat(database.outboxRows(operation)).isZero();
    }

    @Test
    void a_cancel_of_what_no_living_worker_knows_puts_it_in_front_of_a_person_and_works_there() {
        database.tamper("update operation set state = 'TELEPORTED', actions = '[\"CANCEL\"]'");
        assertThat(database.ask(operation, Signal.CANCEL)).isInstanceOf(Answer.Asked.class);

        worker.sweeps();

        assertThat(now().state()).isEqualTo("NEEDS_OPERATOR");
        assertThat(now().progress().cause())
                .contains("CANCEL")
                .contains("TELEPORTED")
                .contains("olga");
        assertThat(database.holds(operation, "available_at = 'infinity' and asked is null"))
                .isTrue();
        assertThat(database.events(operation)).containsExactly("ACCEPTED", "ASKED_CANCEL", "BLOCKED");
        assertThat(database.ask(operation, Signal.CANCEL)).isInstanceOf(Answer.Asked.class);
        worker.runs(operation);
        assertThat(now().state()).isEqualTo("CANCELLED");
    }

    @Test
    void what_no_living_worker_knows_may_be_cancelled_though_its_state_offers_no_action() {
        database.tamper("update operation set state = 'TELEPORTED', actions = '[]'");

        assertThat(database.ask(operation, Signal.RETRY)).isInstanceOf(Answer.NotAllowed.class);
        assertThat(database.ask(operation, Signal.CANCEL)).isInstanceOf(Answer.Asked.class);
    }

    @Test
    void a_cancel_waits_for_the_worker_that_knows_the_state_while_one_lives() {
        var weighed = new AtomicInteger();
        var next = TestWorker.started(database, "new", nextRelease(new ArrayList<>(), weighed));
        next.runs(operation);
        database.tamper("update operation set actions = '[\"CANCEL\"]'");
        database.ask(operation, Signal.CANCEL);

        worker.sweeps();

        assertThat(now().state()).isEqualTo("WEIGHED");
        next.keeper.leave();
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

        isNudgedAgainAndAgain(worker, 20);
        next.runs(operation);

        assertThat(now().state()).isEqualTo("SUCCEEDED");
        assertThat(attempts).containsExactly(0, 1);
        assertThat(database.events(operation)).containsExactly("ACCEPTED", "DONE", "RETRY", "DONE");
        assertThat(now().hold().fence()).isEqualTo(2);
    }
}
