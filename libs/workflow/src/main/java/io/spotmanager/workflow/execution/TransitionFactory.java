package io.spotmanager.workflow.execution;

import io.spotmanager.audit.AuditEntry;
import io.spotmanager.audit.AuditEvent;
import io.spotmanager.audit.EntryRules;
import io.spotmanager.audit.Json;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable;
import io.spotmanager.workflow.machine.TransitionTable.Row;
import io.spotmanager.workflow.operation.ActionEffect;
import io.spotmanager.workflow.operation.BlockedOperations;
import io.spotmanager.workflow.operation.Change;
import io.spotmanager.workflow.operation.LateEffects;
import io.spotmanager.workflow.operation.NextAction;
import io.spotmanager.workflow.operation.OfferedActions;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperatorRequest;
import io.spotmanager.workflow.operation.Progress;
import io.spotmanager.workflow.step.ActionDescription;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Builds the change for a step decision or an operator request, with its history entry. Has no side effects; reads only the clock. */
final class TransitionFactory {
    /** The fact that keeps why an operation is rolled back while the steps of the roll-back succeed. */
    private static final String FAILURE = "failure";

    private final TransitionTable table;
    private final ActionDescription actions;
    private final Duration lateEffectWindow;
    private final String actor;
    private final InstantSource clock;

    /** @param worker its name, for the history */
    TransitionFactory(Workflow workflow, String worker, InstantSource clock) {
        this.table = workflow.table();
        this.actions = workflow.actions();
        this.lateEffectWindow = workflow.lateEffectWindow();
        this.actor = "worker:" + worker;
        this.clock = clock;
    }

    /** @param run null if the step was not run */
    Change forStepResult(Operation before, StepDecision verdict, String toState, @Nullable StepReport run) {
        var row = table.row(toState);
        var asked = before.progress().asked();
        var detail = detail(verdict);
        if (run != null) {
            run.describe(detail);
        }
        if (asked != null && row.isEnd()) {
            detail.put("came_too_late", asked.signal().name());
        }
        var facts = facts(before, verdict);
        var cause = verdict.cause() == null ? text(facts, FAILURE) : verdict.cause();
        var after = new Progress(
                toState,
                !row.isEnd(),
                verdict.attempt(),
                cause,
                facts,
                offered(before, row, facts),
                row.isEnd() ? null : asked);
        var next = asked != null && !row.isEnd() ? new NextAction.KeepLease() : next(row, verdict);
        return change(before, after, next, verdict.event(), detail);
    }

    /** The change that saves facts during a step. */
    Change forProgress(Operation before, StepDecision verdict) {
        return progress(before, verdict, detail(verdict));
    }

    /**
     * The change that saves what a step did and learned when its outcome leads to no certain state.
     *
     * @param run null if the step was not run
     */
    Change forUndecided(Operation before, StepDecision verdict, @Nullable StepReport run) {
        var noted = StepDecision.staying(
                "NOTED",
                "the step ended with " + verdict.event() + (verdict.why() == null ? "" : ": " + verdict.why()),
                verdict.facts(),
                before.progress().attempt(),
                Duration.ZERO);
        var detail = detail(noted);
        if (run != null) {
            run.describe(detail);
        }
        return progress(before, noted, detail);
    }

    private Change progress(Operation before, StepDecision verdict, ObjectNode detail) {
        var old = before.progress();
        var facts = facts(before, verdict);
        var after = new Progress(
                old.state(),
                true,
                old.attempt(),
                old.cause(),
                facts,
                new OfferedActions(old.actions(), effects(before, table.row(old.state()), facts)),
                old.asked());
        return change(before, after, new NextAction.KeepLease(), verdict.event(), detail);
    }

    /** @param toState null if the state no longer allows the action; then the history only records that */
    Change forOperatorAction(Operation before, OperatorRequest asked, @Nullable String toState) {
        var old = before.progress();
        var detail = Json.MAPPER.createObjectNode().put("asked_by", asked.actor());
        if (toState == null) {
            detail.put("why", "%s is not possible in %s".formatted(asked.signal(), old.state()));
            var unasked = new Progress(old.state(), true, old.attempt(), old.cause(), old.facts(), old.offered(), null);
            return change(before, unasked, next(table.row(old.state()), null), "IGNORED_" + asked.signal(), detail);
        }
        var row = table.row(toState);
        var why = "%s asked by %s: %s".formatted(asked.signal(), asked.actor(), asked.reason());
        var facts = ((ObjectNode) old.facts()).deepCopy();
        facts.remove(BlockedOperations.BLOCKED_IN);
        if (asked.signal() == Signal.RETRY || asked.signal() == Signal.SKIP) {
            facts.remove(FAILURE);
        } else {
            facts.put(FAILURE, why);
        }
        var after =
                new Progress(toState, !row.isEnd(), 0, text(facts, FAILURE), facts, offered(before, row, facts), null);
        return change(before, after, next(row, null), asked.signal().name(), detail.put("why", why));
    }

    private Change change(Operation before, Progress after, NextAction next, String event, ObjectNode detail) {
        var what = new AuditEvent(
                actor,
                event,
                before.state(),
                after.state(),
                table.row(before.state()).step(),
                before.progress().attempt() + 1,
                before.lease().fence());
        EntryRules.addRow(before.progress().columns(), what, detail, after.columns());
        var now = clock.instant();
        var entry = AuditEntry.after(before.audit(), before.id(), now, what, detail.toString());
        return new Change(before, after, next, entry, after.open() ? null : lateEffectsUntil(before, after, now));
    }

    private @Nullable Instant lateEffectsUntil(Operation before, Progress after, Instant now) {
        return LateEffects.lastCall(after.facts(), before.times().interruptedAt())
                .map(asked -> asked.plus(lateEffectWindow))
                .filter(end -> end.isAfter(now))
                .orElse(null);
    }

    private static NextAction next(Row row, @Nullable StepDecision verdict) {
        if (row.isEnd()) {
            return new NextAction.End();
        }
        if (row.waitsForPerson()) {
            return new NextAction.AwaitPerson();
        }
        return verdict != null && verdict.signal() == null
                ? new NextAction.Later(verdict.delay())
                : new NextAction.KeepLease();
    }

    private static JsonNode facts(Operation before, StepDecision verdict) {
        var turnsBack = verdict.signal() != null && verdict.signal() != Signal.DONE;
        if (verdict.facts().isEmpty() && !turnsBack) {
            return before.progress().facts();
        }
        var facts = ((ObjectNode) before.progress().facts()).deepCopy();
        facts.setAll((ObjectNode) Json.MAPPER.valueToTree(verdict.facts()));
        if (turnsBack) {
            facts.put(FAILURE, verdict.why());
        }
        return facts;
    }

    private static ObjectNode detail(StepDecision verdict) {
        var detail = Json.MAPPER.createObjectNode();
        if (verdict.why() != null) {
            detail.put("why", verdict.why());
        }
        if (!verdict.facts().isEmpty()) {
            detail.set("facts", Json.MAPPER.valueToTree(verdict.facts()));
        }
        return detail;
    }

    private OfferedActions offered(Operation operation, Row row, JsonNode facts) {
        return new OfferedActions(names(row), effects(operation, row, facts));
    }

    private List<ActionEffect> effects(Operation operation, Row row, JsonNode facts) {
        return actions.effects(
                new ActionDescription.Situation(row, operation.command().request(), facts));
    }

    private static List<String> names(Row row) {
        return row.actions().stream().map(Enum::name).toList();
    }

    private static @Nullable String text(JsonNode facts, String name) {
        return facts.hasNonNull(name) ? facts.get(name).asString() : null;
    }
}
