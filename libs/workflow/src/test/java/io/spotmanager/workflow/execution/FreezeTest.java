package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.freeze.Freeze;
import io.spotmanager.workflow.freeze.FreezeMode;
import io.spotmanager.workflow.freeze.FreezeSwitch;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.SubmissionResult;
import io.spotmanager.workflow.step.StepOutcome.Done;
import io.spotmanager.workflow.step.StepOutcome.NeedsOperator;
import io.spotmanager.workflow.step.StepOutcome.Retry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class FreezeTest {
    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final ScriptedMove move = new ScriptedMove();
    private TestWorker worker;
    private FreezeSwitch freezes;

    @BeforeEach
    void a_worker() {
        worker = TestWorker.started(database, "w1", move.workflow);
        freezes = new FreezeSwitch(database.jdbc());
    }

    @Test
    void an_operation_that_has_not_begun_stays_where_it_is_until_the_freeze_is_lifted() {
        var operation = database.accepted("gpu-1");
        var freeze = freezes.freeze("olga", "the network is being replaced");

        worker.runs(operation);

        assertThat(move.ran()).isEmpty();
        assertThat(database.read(operation).state()).isEqualTo("REQUESTED");
        assertThat(database.read(operation).lease().fence()).isZero();
        assertThat(freezes.effect()).isEqualTo(new FreezeSwitch.Effect(0, 1));

        database.jdbc().sql("delete from outbox").update();
        assertThat(freezes.lift(freeze.number(), "olga", "done")).isPresent();
        assertThat(database.outboxRows(operation)).isEqualTo(1);
        worker.runs(operation);
        assertThat(database.read(operation).state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void one_that_is_checked_when_the_freeze_comes_rests_before_its_first_change() {
        var operation = database.accepted("gpu-1");
        move.next("check", context -> {
            freezes.freeze("olga", "stop");
            worker.beats();
            return new Done();
        });

        worker.runs(operation);
        worker.runs(operation);

        assertThat(move.ran()).containsExactly("check");
        assertThat(database.read(operation).state()).isEqualTo("CHECKED");
        assertThat(database.read(operation).lease().worker()).isNull();
    }

    @Test
    void a_host_that_was_removed_is_placed_before_it_rests() {
        var operation = database.accepted("gpu-1");
        move.next("remove", context -> {
            freezes.freeze("olga", "stop");
            worker.beats();
            return new Done();
        });

        worker.runs(operation);

        assertThat(database.read(operation).state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void a_first_change_that_was_tried_may_have_been_made_so_it_goes_on() {
        var operation = database.accepted("gpu-1");
        move.next("remove", context -> {
            freezes.freeze("olga", "stop");
            return new Retry("no answer", Duration.ofMillis(1));
        });
        worker.runs(operation);
        assertThat(database.read(operation).state()).isEqualTo("CHECKED");

        database.theTimeComesFor(operation);
        worker.runs(operation);

        assertThat(database.read(operation).state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void so_does_one_that_a_person_has_sent_back_after_its_first_change() {
        var operation = database.accepted("gpu-1");
        move.next("add", new NeedsOperator("two owners"));
        worker.runs(operation);
        freezes.freeze("olga", "stop");
        move.next("remove", new Retry("busy", Duration.ofMillis(1)));
        worker.beats();

        database.submit(operation, Signal.RETRY);
        worker.runs(operation);
        database.theTimeComesFor(operation);
        worker.runs(operation);

        assertThat(database.read(operation).state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void a_cancel_is_carried_out_during_a_freeze() {
        var operation = database.accepted("gpu-1");
        freezes.freeze("olga", "stop");

        database.submit(operation, Signal.CANCEL);
        worker.runs(operation);

        assertThat(database.read(operation).state()).isEqualTo("CANCELLED");
        assertThat(move.ran()).isEmpty();
    }

    @Test
    void what_rests_is_not_dispatched_again_and_again() {
        var operation = database.accepted("gpu-1");
        freezes.freeze("olga", "stop");
        database.jdbc().sql("delete from outbox").update();
        database.jdbc()
                .sql(
                        "update operation set available_at = now() - interval '1 hour', nudged_at = now() - interval '1 hour'")
                .update();

        worker.sweeps();
        assertThat(database.outboxRows(operation)).isZero();

        freezes.lift(1, "olga", "done");
        database.jdbc().sql("delete from outbox").update();
        worker.sweeps();
        assertThat(database.outboxRows(operation)).isEqualTo(1);
    }

    @Test
    void a_new_command_is_refused_with_the_freeze() {
        var freeze = freezes.freeze("olga", "the network is being replaced");

        assertThat(database.intake().accept(KernelDatabase.command("gpu-1")))
                .isEqualTo(new SubmissionResult.Frozen(freeze));

        freezes.lift(freeze.number(), "olga", "done");
        assertThat(database.intake().accept(KernelDatabase.command("gpu-1")))
                .isInstanceOf(SubmissionResult.Accepted.class);
    }

    @Test
    void while_held_nothing_goes_on_but_what_a_person_asks_for() {
        var begun = database.accepted("gpu-1");
        move.next("add", new Retry("busy", Duration.ofMillis(1)));
        worker.runs(begun);
        var pending = database.accepted("gpu-2");
        database.submit(pending, Signal.CANCEL); // before: nobody knew then that the database is old
        freezes.hold("ann", "the database is older than what this part has seen");
        worker.beats();
        database.theTimeComesFor(begun);
        move.ran().clear();

        worker.runs(begun);
        worker.runs(pending);
        assertThat(move.ran()).isEmpty();
        assertThat(database.read(begun).state()).isEqualTo("REMOVED");
        assertThat(database.read(pending).state()).isEqualTo("REQUESTED");

        database.submit(begun, Signal.ROLL_BACK);
        worker.runs(begun);
        assertThat(database.read(begun).state()).isEqualTo("ROLLED_BACK");
    }

    @Test
    void an_operation_that_is_under_way_when_the_hold_comes_stops_after_its_step() {
        var operation = database.accepted("gpu-1");
        move.next("remove", context -> {
            freezes.hold("ann", "the database is older than what this part has seen");
            worker.beats();
            return new Done();
        });

        worker.runs(operation);
        worker.runs(operation);

        assertThat(database.read(operation).state()).isEqualTo("REMOVED");
        assertThat(move.ran()).containsExactly("check", "remove");
    }

    @Test
    void every_change_is_an_entry_that_stays() {
        var first = freezes.freeze("olga", "stop");
        assertThat(freezes.freeze("ann", "me too")).isEqualTo(first);
        var held = freezes.hold("ann", "too old");
        assertThat(freezes.freeze("ann", "me too")).isEqualTo(held);
        assertThat(freezes.lift(first.number(), "olga", "I saw the freeze only"))
                .isEmpty();
        assertThat(freezes.lift(held.number(), "olga", "I looked")).isPresent();
        assertThat(freezes.lift(held.number(), "olga", "twice")).isEmpty();

        assertThat(freezes.entries(10))
                .extracting(Freeze::number, Freeze::mode, Freeze::actor)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3L, FreezeMode.OFF, "olga"),
                        org.assertj.core.groups.Tuple.tuple(2L, FreezeMode.HELD, "ann"),
                        org.assertj.core.groups.Tuple.tuple(1L, FreezeMode.FROZEN, "olga"));
        for (var statement :
                List.of("update freeze_entry set reason = ''", "delete from freeze_entry", "truncate freeze_entry")) {
            assertThatThrownBy(() -> database.jdbc().sql(statement).update()).hasMessageContaining("append-only");
        }
    }
}
