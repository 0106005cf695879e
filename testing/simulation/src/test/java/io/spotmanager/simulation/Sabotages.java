package io.spotmanager.simulation;

import io.spotmanager.simulation.database.Rewriting;
import io.spotmanager.simulation.service.Surgery;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepContext;
import io.spotmanager.workflow.step.Workflow;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Faults put into the service on purpose, from outside of it. */
final class Sabotages {
    private static final String SAVE = "with change as (";
    private static final String EXPIRY = "with silent as";

    private Sabotages() {}

    static Surgery fenceDroppedFromTheSave() {
        return ofStatements(
                "fence dropped from the save", SAVE, "o.leased_by = c.worker and o.fence = c.fence and ", "");
    }

    static Surgery acknowledgedBeforeTheCommit() {
        return new Surgery(
                "acknowledgement before the commit",
                Rewriting.Rule.NONE,
                UnaryOperator.identity(),
                (execution, acknowledge) -> id -> {
                    acknowledge.run();
                    execution.accept(id);
                },
                List.of());
    }

    static Surgery historyOutsideTheTransaction() {
        return new Surgery(
                "history written outside the transaction",
                sql -> sql.startsWith(SAVE)
                        ? new Rewriting(
                                changed(sql, "insert into audit_entry", "insert into simulation.entry"), List.of("""
                                        with entry as (delete from simulation.entry returning *)
                                        insert into audit_entry select * from entry"""))
                        : new Rewriting(sql, List.of()),
                UnaryOperator.identity(),
                (execution, acknowledge) -> execution,
                List.of("create table simulation.entry (like audit_entry)"));
    }

    static Surgery lockedRowsAwaited() {
        return Surgery.ofStatements("skip locked removed", sql -> sql.replace("skip locked", ""));
    }

    static Surgery interruptionNotRecorded() {
        return ofStatements(
                "interrupted_at not set on expiry", EXPIRY, "interrupted_at = now(), available_at", "available_at");
    }

    static Surgery commandNotWritten() {
        return ofStatements("outbox row not written", SAVE, "where c.delay_ms is not null", "where false");
    }

    static Surgery severalOperationsOfAHost() {
        return new Surgery(
                "several open operations of one host",
                sql -> new Rewriting(sql.replace("on conflict (subject) where open do nothing", ""), List.of()),
                UnaryOperator.identity(),
                (execution, acknowledge) -> execution,
                List.of("drop index one_open_operation_per_subject"));
    }

    static Surgery fenceNotRaised() {
        return ofStatements(
                "fence not raised by a claim",
                "with w as materialized",
                "fence = least(o.fence, 9223372036854775806) + 1",
                "fence = o.fence + 0");
    }

    /** A call without a clear answer is not remembered. */
    static Surgery unclearCallForgotten() {
        return Surgery.ofWorkflows(
                "unclear call forgotten",
                workflow -> wrapped(workflow, "", context -> proxy(context, Map.of("saveProgress", "unclear_at"))));
    }

    /** A launch does not know any more that it has asked for its machine. */
    static Surgery machineRequestedTwice() {
        return Surgery.ofWorkflows(
                "request for the machine forgotten",
                workflow -> wrapped(
                        workflow, "register machine", context -> proxy(context, Map.of("facts", "machine_pending"))));
    }

    /** What is under way is not seen by the steps that have the last word. */
    static Surgery noWaitBeforeTheLastWord() {
        return Surgery.ofWorkflows(
                "late-effect wait skipped in adopt and restore",
                workflow -> wrapped(
                        wrapped(workflow, "adopt placement", Sabotages::blind), "restore host", Sabotages::blind));
    }

    private static StepContext blind(StepContext context) {
        return proxy(context, Map.of("facts", "unclear_at", "interruptedAt", ""));
    }

    private static Surgery ofStatements(String name, String statement, String text, String instead) {
        return Surgery.ofStatements(name, sql -> sql.startsWith(statement) ? changed(sql, text, instead) : sql);
    }

    /** A sabotage that changes nothing would prove nothing. */
    private static String changed(String sql, String text, String instead) {
        if (!sql.contains(text)) {
            throw new IllegalStateException("the statement has no '%s' any more: %s".formatted(text, sql));
        }
        return sql.replace(text, instead);
    }

    private static Workflow wrapped(Workflow workflow, String name, UnaryOperator<StepContext> change) {
        var steps = new HashMap<String, Step>();
        workflow.steps()
                .forEach((each, step) -> steps.put(
                        each, name.isEmpty() || name.equals(each) ? context -> step.run(change.apply(context)) : step));
        return new Workflow(
                workflow.table(), steps, workflow.actions(), workflow.titles(), workflow.lateEffectWindow());
    }

    /** @param hidden by method: a fact that it no longer saves or returns; none for one that returns nothing at all */
    private static StepContext proxy(StepContext context, Map<String, String> hidden) {
        return (StepContext) Proxy.newProxyInstance(
                StepContext.class.getClassLoader(), new Class<?>[] {StepContext.class}, (self, method, arguments) -> {
                    var fact = hidden.get(method.getName());
                    if (fact != null
                            && method.getName().equals("saveProgress")
                            && ((Map<?, ?>) arguments[1]).containsKey(fact)) {
                        return null;
                    }
                    if (fact != null && method.getReturnType() == Optional.class) {
                        return Optional.empty();
                    }
                    try {
                        var result = method.invoke(context, arguments);
                        return fact != null && result instanceof ObjectNode facts ? without(facts, fact) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static ObjectNode without(ObjectNode facts, String fact) {
        var copy = facts.deepCopy();
        copy.remove(fact);
        return copy;
    }

    /** As if the workers compared times with clocks of their own that are ahead. */
    static Surgery timeOfTheMachine() {
        return Surgery.ofStatements(
                "workers whose time is ahead",
                sql -> sql.replace("clock_timestamp() as at", "clock_timestamp() + interval '61 seconds' as at"));
    }
}
