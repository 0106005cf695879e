package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.workflow.externalcall.CallLimits;
import io.spotmanager.workflow.externalcall.ExternalCalls;
import io.spotmanager.workflow.externalcall.PollInterval;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.fixture.Moves;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.LateEffects;
import io.spotmanager.workflow.operation.SubmissionResult;
import io.spotmanager.workflow.step.StepContext;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.StepOutcome.Done;
import io.spotmanager.workflow.step.StepOutcome.Retry;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An operation has ended, and a call of it may still be carried out: what the next one on the same host may do. */
class LateEffectsTest {
    private static final Duration WINDOW = Duration.ofSeconds(40);
    private static final CallLimits LIMITS =
            new CallLimits(WINDOW, Duration.ofMinutes(1), Duration.ZERO, PollInterval.STANDARD);

    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final ScriptedMove move = new ScriptedMove();
    private final Workflow workflow =
            new Workflow(Moves.TABLE, move.workflow.steps(), move.workflow.actions(), move.workflow.titles(), WINDOW);
    private TestWorker worker;

    @BeforeEach
    void a_worker() {
        worker = TestWorker.started(database, "w1", workflow);
    }

    private static StepOutcome callWithoutAnAnswer(StepContext context) {
        new ExternalCalls(context, LIMITS, InstantSource.system())
                .guarded(() -> new CloudResult.Indeterminate<>("no answer within 20 s"));
        return new Retry("no answer within 20 s");
    }

    private UUID endedWithACallThatMayStillCome(String host) {
        move.next("remove", LateEffectsTest::callWithoutAnAnswer);
        var ended = database.accepted(host);
        worker.runs(ended);
        database.theTimeComesFor(ended);
        worker.runs(ended);
        assertThat(database.read(ended).state()).isEqualTo("SUCCEEDED");
        return ended;
    }

    private static SubmissionResult.Accepted accepted(String host) {
        return (SubmissionResult.Accepted) database.intake().accept(KernelDatabase.command(host));
    }

    private static void theCallCanTakeEffectNoMore(UUID ended) {
        database.jdbc()
                .sql("update operation set late_effects_until = now() where id = ?")
                .param(ended)
                .update();
    }

    @Test
    void the_host_is_guarded_until_the_call_can_take_effect_no_more() {
        var ended = endedWithACallThatMayStillCome("gpu-1");

        assertThat(database.holds(
                        ended, "late_effects_until between now() + interval '35 s' and now() + interval '40 s'"))
                .isTrue();
    }

    @Test
    void the_next_operation_on_that_host_is_accepted_and_waits() {
        var ended = endedWithACallThatMayStillCome("gpu-1");
        var next = accepted("gpu-1");

        assertThat(next.due()).isFalse();
        assertThat(database.holds(
                        next.operationId(),
                        "available_at = (select late_effects_until from operation where id = '%s')".formatted(ended)))
                .isTrue();
        assertThat(database.jdbc()
                        .sql(
                                "select min(available_at) = (select late_effects_until from operation where id = ?) from outbox where operation_id = ?")
                        .params(ended, next.operationId())
                        .query(Boolean.class)
                        .single())
                .isTrue();
        worker.runs(next.operationId());
        assertThat(database.read(next.operationId()).state()).isEqualTo("REQUESTED");
    }

    @Test
    void it_is_not_claimed_before_even_if_it_seems_due() {
        var ended = endedWithACallThatMayStillCome("gpu-1");
        var next = accepted("gpu-1").operationId();
        database.theTimeComesFor(next);

        worker.runs(next);
        assertThat(database.read(next).state()).isEqualTo("REQUESTED");
        assertThat(new LateEffects(database.jdbc()).awaitedBy(List.of(next, ended)))
                .containsOnlyKeys(next)
                .allSatisfy((_, end) -> assertThat(end).isAfter(Instant.now()));

        theCallCanTakeEffectNoMore(ended);
        worker.runs(next);
        assertThat(database.read(next).state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void a_cancel_of_what_waits_is_carried_out_at_once() {
        endedWithACallThatMayStillCome("gpu-1");
        var next = accepted("gpu-1").operationId();

        database.submit(next, Signal.CANCEL);
        worker.runs(next);

        assertThat(database.read(next).state()).isEqualTo("CANCELLED");
        assertThat(database.events(next)).containsExactly("ACCEPTED", "ASKED_CANCEL", "CANCEL");
    }

    @Test
    void no_other_action_shortens_the_wait() {
        endedWithACallThatMayStillCome("gpu-1");
        var next = accepted("gpu-1").operationId();

        database.submit(next, Signal.RETRY);
        worker.runs(next);

        assertThat(database.read(next).state()).isEqualTo("REQUESTED");
    }

    @Test
    void other_hosts_do_not_wait() {
        endedWithACallThatMayStillCome("gpu-1");
        var next = accepted("gpu-2");

        assertThat(next.due()).isTrue();
        worker.runs(next.operationId());
        assertThat(database.read(next.operationId()).state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void an_operation_whose_worker_was_lost_in_a_step_guards_its_host_too() {
        var ended = database.accepted("gpu-3");
        move.next("remove", context -> {
            worker.wasPausedBeyondItsLease();
            var other = TestWorker.started(database, "w2", workflow);
            other.buriesTheDead();
            return new Done();
        });
        worker.runs(ended);
        TestWorker.started(database, "w3", workflow).runs(ended);

        assertThat(database.read(ended).state()).isEqualTo("SUCCEEDED");
        assertThat(database.holds(ended, "late_effects_until > now()")).isTrue();
        assertThat(accepted("gpu-3").due()).isFalse();
    }

    @Test
    void an_operation_with_clear_answers_guards_nothing() {
        var ended = database.accepted("gpu-4");
        worker.runs(ended);

        assertThat(database.holds(ended, "late_effects_until is null")).isTrue();
        assertThat(accepted("gpu-4").due()).isTrue();
    }

    @Test
    void the_history_of_both_is_whole() {
        endedWithACallThatMayStillCome("gpu-5");
        accepted("gpu-5");

        assertThat(database.verification().verify().findings()).isEmpty();
    }

    private static DatabaseTime onAMachineThatIsAhead(Duration ahead) {
        return new DatabaseTime(() -> Instant.now().plus(ahead));
    }

    @Test
    void a_worker_whose_clock_is_ahead_waits_as_long_as_any_other() {
        var time = onAMachineThatIsAhead(WINDOW.plusSeconds(21));
        var ahead = TestWorker.started(database, "ahead", workflow, time);
        move.next("remove", LateEffectsTest::callWithoutAnAnswer);
        var operation = database.accepted("gpu-1");
        worker.runs(operation);
        move.next(
                "remove",
                context -> new ExternalCalls(context, LIMITS, time)
                        .lateEffects("an earlier call may still come")
                        .orElseThrow(() -> new AssertionError("it did not wait")));

        database.theTimeComesFor(operation);
        ahead.runs(operation);

        assertThat(database.holds(
                        operation, "available_at between now() + interval '35 s' and now() + interval '40 s'"))
                .isTrue();
    }

    @Test
    void a_call_of_a_worker_whose_clock_is_behind_counts_from_when_it_was_made() {
        var time = onAMachineThatIsAhead(WINDOW.plusSeconds(21).negated());
        var behind = TestWorker.started(database, "behind", workflow, time);
        move.next("remove", context -> {
            new ExternalCalls(context, LIMITS, time)
                    .guarded(() -> new CloudResult.Indeterminate<>("no answer within 20 s"));
            return new Retry("no answer within 20 s");
        });
        var ended = database.accepted("gpu-1");
        behind.runs(ended);
        database.theTimeComesFor(ended);
        behind.runs(ended);

        assertThat(database.read(ended).state()).isEqualTo("SUCCEEDED");
        assertThat(database.holds(
                        ended, "late_effects_until between now() + interval '35 s' and now() + interval '40 s'"))
                .isTrue();
    }
}
