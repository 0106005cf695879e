package io.spotmanager.workflow.step;

import io.spotmanager.workflow.machine.TransitionTable;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * A transition table with the steps that its states run.
 *
 * @param actions what the operator actions of the table do
 */
public record Workflow(TransitionTable table, Map<String, Step> steps, ActionDescription actions) {
    /** One that says nothing about its actions. */
    public Workflow(TransitionTable table, Map<String, Step> steps) {
        this(table, steps, ActionDescription.NONE);
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
}
