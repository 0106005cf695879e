package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.AuditHead;
import io.spotmanager.audit.Json;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.ActionEffect;
import io.spotmanager.workflow.operation.Change;
import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.Lease;
import io.spotmanager.workflow.operation.NextAction;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperatorRequest;
import io.spotmanager.workflow.operation.Progress;
import io.spotmanager.workflow.operation.Setbacks;
import io.spotmanager.workflow.operation.Times;
import io.spotmanager.workflow.step.ActionDescription;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TransitionFactoryTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123456789Z");
    private static final OperatorRequest CANCEL = new OperatorRequest(Signal.CANCEL, "olga", "wrong host");

    private final TransitionFactory transitions = new TransitionFactory(new ScriptedMove().workflow, "w1", () -> NOW);

    private static Operation operation(String state, String facts, int attempt, @Nullable OperatorRequest asked) {
        var json = Json.MAPPER;
        return new Operation(
                UUID.randomUUID(),
                new Command("move", "gpu-1", json.createObjectNode(), "ann", null, null),
                new Progress(state, true, attempt, "an older cause", json.readTree(facts), List.of(), asked),
                new Lease(UUID.randomUUID(), 7),
                new AuditHead(4, "f00d"),
                new Times(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, null, null),
                Setbacks.NONE,
                null);
    }

    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text.replace('\'', '"'));
    }

    private static JsonNode detail(Change change) {
        return Json.MAPPER.readTree(change.entry().detail());
    }

    private static StepDecision done(Map<String, ?> facts) {
        return StepDecision.moving("DONE", Signal.DONE, null, facts);
    }

    @Test
    void facts_learned_join_the_older_ones_and_the_newer_wins() {
        var before = operation("CHECKED", "{\"pool\":\"spot\",\"vms\":3}", 0, null);

        var change = transitions.forStepResult(before, done(Map.of("vms", 0, "removed", true)), "REMOVED", null);

        assertThat(change.after().facts()).isEqualTo(json("{'pool':'spot','vms':0,'removed':true}"));
        assertThat(before.progress().facts()).isEqualTo(json("{'pool':'spot','vms':3}"));
        assertThat(change.after().state()).isEqualTo("REMOVED");
        assertThat(change.after().cause()).isNull();
        assertThat(change.next()).isEqualTo(new NextAction.KeepLease());
    }

    @Test
    void the_entry_tells_who_did_what_under_which_claim_and_follows_the_head() {
        var before = operation("CHECKED", "{}", 1, null);
        var run = new StepReport(
                List.of(new StepReport.Call("openstack aggregate remove", "200", Duration.ofMillis(12))),
                Duration.ofMillis(20));

        var change = transitions.forStepResult(before, done(Map.of()), "REMOVED", run);

        var entry = change.entry();
        assertThat(entry.seq()).isEqualTo(5);
        assertThat(entry.follows("f00d")).isTrue();
        assertThat(entry.at()).isEqualTo(Instant.parse("2026-11-23T12:00:00.123456Z"));
        assertThat(entry.what().actor()).isEqualTo("worker:w1");
        assertThat(entry.what().fromState()).isEqualTo("CHECKED");
        assertThat(entry.what().toState()).isEqualTo("REMOVED");
        assertThat(entry.what().step()).isEqualTo("remove");
        assertThat(entry.what().attempt()).isEqualTo(2);
        assertThat(entry.what().fence()).isEqualTo(7);
        assertThat(detail(change))
                .isEqualTo(json("{'took_ms':20,'calls':[{'command':'openstack aggregate remove',"
                        + "'answer':'200','took_ms':12}],"
                        + "'row':{'open':true,'actions':['RETRY','ROLL_BACK','SKIP','CANCEL']}}"));
    }

    @Test
    void why_an_operation_turned_back_is_kept_while_the_way_back_succeeds() {
        var turned = transitions
                .forStepResult(
                        operation("REMOVED", "{}", 0, null),
                        StepDecision.moving("FAILED", Signal.FAILED, "no such pool", Map.of()),
                        "RESTORING",
                        null)
                .applied();
        var end = transitions.forStepResult(turned, done(Map.of("restored", true)), "ROLLED_BACK", null);

        assertThat(turned.progress().cause()).isEqualTo("no such pool");
        assertThat(end.after().cause()).isEqualTo("no such pool");
        assertThat(end.after().open()).isFalse();
        assertThat(end.next()).isEqualTo(new NextAction.End());
        assertThat(end.applied().times().endedAt()).isNotNull();
    }

    @Test
    void staying_gives_the_lease_back_for_the_delay() {
        var change = transitions.forStepResult(
                operation("REMOVED", "{}", 0, null),
                StepDecision.staying("RETRY", "busy", Map.of(), 1, Duration.ofSeconds(9)),
                "REMOVED",
                null);

        assertThat(change.next()).isEqualTo(new NextAction.Later(Duration.ofSeconds(9)));
        assertThat(change.after().attempt()).isEqualTo(1);
        assertThat(change.after().cause()).isEqualTo("busy");
        assertThat(change.applied().times().enteredAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void a_state_that_waits_for_a_person_gives_the_lease_back_and_offers_what_the_table_allows() {
        var change = transitions.forStepResult(
                operation("REMOVED", "{}", 0, null),
                StepDecision.moving("ESCALATED", Signal.ESCALATED, "two owners", Map.of()),
                "NEEDS_OPERATOR",
                null);

        assertThat(change.next()).isEqualTo(new NextAction.AwaitPerson());
        assertThat(change.after().actions()).containsExactly("RETRY", "ROLL_BACK", "SKIP", "ADOPT", "CANCEL");
    }

    @Test
    void an_action_asked_while_a_step_ran_is_kept_with_the_lease_so_that_it_comes_next() {
        var change = transitions.forStepResult(
                operation("REMOVED", "{}", 0, CANCEL),
                StepDecision.staying("RETRY", "busy", Map.of(), 1, Duration.ofHours(9)),
                "REMOVED",
                null);

        assertThat(change.after().asked()).isEqualTo(CANCEL);
        assertThat(change.next()).isEqualTo(new NextAction.KeepLease());
    }

    @Test
    void an_action_that_the_end_overtook_is_cleared_and_noted() {
        var change = transitions.forStepResult(operation("ADDED", "{}", 0, CANCEL), done(Map.of()), "SUCCEEDED", null);

        assertThat(change.after().asked()).isNull();
        assertThat(change.next()).isEqualTo(new NextAction.End());
        assertThat(detail(change)).isEqualTo(json("{'came_too_late':'CANCEL','row':{'open':false,'actions':[]}}"));
    }

    @Test
    void an_action_that_is_not_possible_any_more_is_noted_and_changes_nothing_else() {
        var before = operation("ADDED", "{'a':1}".replace('\'', '"'), 2, CANCEL);

        var change = transitions.forOperatorAction(before, CANCEL, null);

        assertThat(change.entry().what().event()).isEqualTo("IGNORED_CANCEL");
        assertThat(detail(change)).isEqualTo(json("{'asked_by':'olga','why':'CANCEL is not possible in ADDED'}"));
        assertThat(change.after().asked()).isNull();
        assertThat(change.after().attempt()).isEqualTo(2);
        assertThat(change.after().cause()).isEqualTo("an older cause");
        assertThat(change.after().facts()).isEqualTo(json("{'a':1}"));
    }

    @Test
    void an_action_that_stops_becomes_the_cause_with_who_and_why() {
        var change = transitions.forOperatorAction(operation("REMOVED", "{}", 2, CANCEL), CANCEL, "RESTORING");

        assertThat(change.after().cause()).isEqualTo("CANCEL asked by olga: wrong host");
        assertThat(change.after().attempt()).isZero();
        assertThat(change.after().asked()).isNull();
        assertThat(change.next()).isEqualTo(new NextAction.KeepLease());
    }

    @Test
    void retry_and_skip_forget_the_failure() {
        for (var signal : List.of(Signal.RETRY, Signal.SKIP)) {
            var asked = new OperatorRequest(signal, "olga", "repaired");
            var before = operation("NEEDS_OPERATOR", "{\"failure\":\"no such pool\",\"vm\":1}", 0, asked);

            var change = transitions.forOperatorAction(before, asked, "ADDED");

            assertThat(change.after().cause()).isNull();
            assertThat(change.after().facts()).isEqualTo(json("{'vm':1}"));
        }
    }

    @Test
    void saving_progress_changes_facts_and_nothing_else() {
        var before = operation("REMOVED", "{\"a\":1}", 2, CANCEL);

        var change = transitions.forProgress(
                before, new StepDecision("NOTED", null, "VM id", Map.of("vm", 42), 2, Duration.ZERO));

        assertThat(change.after().facts()).isEqualTo(json("{'a':1,'vm':42}"));
        assertThat(change.after())
                .usingRecursiveComparison()
                .ignoringFields("facts")
                .isEqualTo(before.progress());
        assertThat(change.next()).isEqualTo(new NextAction.KeepLease());
    }

    @Test
    void a_call_without_a_clear_answer_outlives_its_operation_until_it_can_take_effect_no_more() {
        var asked = NOW.minusSeconds(10);
        var unclear = "{\"unclear_at\":\"%s\"}".formatted(asked);

        assertThat(ended(within(Duration.ofSeconds(30)), unclear, null).lateEffectsUntil())
                .isEqualTo(asked.plusSeconds(30));
        assertThat(ended(within(Duration.ofSeconds(10)), unclear, null).lateEffectsUntil())
                .isNull();
        assertThat(ended(within(Duration.ofSeconds(30)), "{}", null).lateEffectsUntil())
                .isNull();
    }

    @Test
    void so_does_the_call_of_a_worker_that_was_lost_in_the_middle_of_a_step() {
        assertThat(ended(within(Duration.ofSeconds(30)), "{}", NOW.minusSeconds(5))
                        .lateEffectsUntil())
                .isEqualTo(NOW.plusSeconds(25));
    }

    @Test
    void an_operation_that_goes_on_still_answers_for_its_calls_itself() {
        var before = operation("REMOVED", "{\"unclear_at\":\"%s\"}".formatted(NOW), 0, null);

        assertThat(within(Duration.ofSeconds(30))
                        .forStepResult(before, done(Map.of()), "ADDED", null)
                        .lateEffectsUntil())
                .isNull();
    }

    private static TransitionFactory within(Duration lateEffectWindow) {
        var move = new ScriptedMove().workflow;
        return new TransitionFactory(
                new Workflow(move.table(), move.steps(), move.actions(), move.titles(), lateEffectWindow),
                "w1",
                () -> NOW);
    }

    private static Change ended(TransitionFactory transitions, String facts, @Nullable Instant interruptedAt) {
        var open = operation("ADDED", facts, 0, null);
        var times = new Times(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, null, interruptedAt);
        var before = new Operation(
                open.id(), open.command(), open.progress(), open.lease(), open.audit(), times, Setbacks.NONE, null);
        return transitions.forStepResult(before, done(Map.of()), "SUCCEEDED", null);
    }

    @Test
    void an_outcome_that_leads_to_no_certain_state_is_noted_with_what_the_step_did_and_learned() {
        var before = operation("REMOVED", "{\"a\":1}", 2, null);
        var run = new StepReport(List.of(), Duration.ofMillis(20));
        var failed = StepDecision.moving("FAILED", Signal.FAILED, "no such pool", Map.of("vm", 42));

        var change = transitions.forUndecided(before, failed, run);

        assertThat(change.after().state()).isEqualTo("REMOVED");
        assertThat(change.after().attempt()).isEqualTo(2);
        assertThat(change.after().facts()).isEqualTo(json("{'a':1,'vm':42}"));
        assertThat(change.next()).isEqualTo(new NextAction.KeepLease());
        assertThat(detail(change).get("why").asString()).isEqualTo("the step ended with FAILED: no such pool");
        assertThat(detail(change).get("took_ms").asInt()).isEqualTo(20);
        assertThat(detail(transitions.forUndecided(before, done(Map.of()), null))
                        .get("why")
                        .asString())
                .isEqualTo("the step ended with DONE");
    }

    @Test
    void facts_noted_during_a_step_leave_the_setbacks_and_a_result_ends_them() {
        var open = operation("REMOVED", "{}", 0, null);
        var twiceLost = new Operation(
                open.id(),
                open.command(),
                open.progress(),
                open.lease(),
                open.audit(),
                open.times(),
                new Setbacks(2, 1),
                null);
        var noted = StepDecision.staying("NOTED", "VM id", Map.of("vm", 42), 0, Duration.ZERO);

        assertThat(transitions.forProgress(twiceLost, noted).applied().setbacks())
                .isEqualTo(new Setbacks(2, 1));
        assertThat(transitions
                        .forStepResult(twiceLost, done(Map.of()), "ADDED", null)
                        .applied()
                        .setbacks())
                .isEqualTo(Setbacks.NONE);
    }

    @Test
    void an_action_that_leads_to_an_end_ends_the_operation() {
        var change = transitions.forOperatorAction(operation("NEEDS_OPERATOR", "{}", 0, CANCEL), CANCEL, "CANCELLED");

        assertThat(change.after().open()).isFalse();
        assertThat(change.after().actions()).isEmpty();
        assertThat(change.next()).isEqualTo(new NextAction.End());
        assertThat(change.applied().times().endedAt()).isEqualTo(change.entry().at());
    }

    @Test
    void the_history_names_the_request_that_is_still_to_be_applied() {
        assertThat(operation("REMOVED", "{}", 0, CANCEL).progress().columns().get("asked"))
                .isEqualTo(json("{'signal':'CANCEL','actor':'olga','reason':'wrong host'}"));
        assertThat(operation("REMOVED", "{}", 0, null).progress().columns().get("asked"))
                .isEqualTo(json("null"));
    }

    @Test
    void facts_that_are_saved_change_what_the_actions_are_said_to_do() {
        var move = new ScriptedMove().workflow;
        var told = new TransitionFactory(
                new Workflow(move.table(), move.steps(), new ActionDescription() {
                    @Override
                    public Optional<Effect> effect(Situation situation, Signal action, String target) {
                        return action == Signal.CANCEL
                                ? Optional.of(new Effect(
                                        "Leave VM " + situation.fact("vm").orElse("?"), "", null))
                                : Optional.empty();
                    }

                    @Override
                    public Optional<Recommendation> recommended(Situation situation) {
                        return Optional.empty();
                    }
                }),
                "w1",
                () -> NOW);
        var noted = StepDecision.staying("NOTED", "VM id", Map.of("vm", 42), 0, Duration.ZERO);

        assertThat(told.forProgress(operation("REMOVED", "{}", 0, null), noted)
                        .after()
                        .offered()
                        .actionEffects())
                .extracting(ActionEffect::caption)
                .containsExactly("Leave VM 42");
    }
}
