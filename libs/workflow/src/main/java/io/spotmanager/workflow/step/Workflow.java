package io.spotmanager.workflow.step;

import io.spotmanager.audit.Json;
import io.spotmanager.workflow.description.WorkflowDescription;
import io.spotmanager.workflow.description.WorkflowTitles;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable;
import io.spotmanager.workflow.machine.TransitionTable.Row;
import io.spotmanager.workflow.step.ActionDescription.Effect;
import io.spotmanager.workflow.step.ActionDescription.Situation;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A transition table with the steps that its states run.
 *
 * @param actions what the operator actions of the table do
 * @param titles what the workflow and its states are called
 * @param lateEffectWindow how long after a call without a clear answer its effect may still come, also after the operation has ended
 */
public record Workflow(
        TransitionTable table,
        Map<String, Step> steps,
        ActionDescription actions,
        WorkflowTitles titles,
        Duration lateEffectWindow) {
    /** One that says nothing about its actions and gives no titles. */
    public Workflow(TransitionTable table, Map<String, Step> steps) {
        this(table, steps, ActionDescription.NONE);
    }

    /** One that gives no titles. */
    public Workflow(TransitionTable table, Map<String, Step> steps, ActionDescription actions) {
        this(table, steps, actions, WorkflowTitles.plain(table), Duration.ZERO);
    }

    /** @throws IllegalArgumentException if a step of the table is missing, or one is given that no state runs */
    public Workflow {
        steps = Map.copyOf(steps);
        var wanted = new TreeSet<String>();
        table.rows().stream()
                .map(TransitionTable.Row::step)
                .filter(Objects::nonNull)
                .forEach(wanted::add);
        if (!wanted.equals(new TreeSet<>(steps.keySet()))) {
            throw new IllegalArgumentException("workflow %s runs the steps %s but was given %s"
                    .formatted(table.workflow(), wanted, new TreeSet<>(steps.keySet())));
        }
    }

    public String name() {
        return table.workflow();
    }

    /** Returns what the workflow says of itself, for the gateway and the board. */
    public WorkflowDescription description() {
        return WorkflowDescription.of(table, titles, this::caption);
    }

    /** The words for an action as long as nothing is known of the operation. */
    private Optional<String> caption(Row row, Signal action) {
        var nothing = Json.MAPPER.createObjectNode();
        var target = Objects.requireNonNull(row.exits().get(action));
        return actions.effect(new Situation(row, nothing, nothing), action, target)
                .map(Effect::caption);
    }
}
