package io.spotmanager.workflow.description;

import io.spotmanager.workflow.description.WorkflowDescription.Outcome;
import io.spotmanager.workflow.description.WorkflowDescription.Route;
import io.spotmanager.workflow.machine.TransitionTable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a transition table cannot say: what the workflow and its states are called, and which ends are good ones. Declared beside
 * the table, in the module of the workflow.
 *
 * @param version raised with every change of the table, the titles or the captions, so that the newest description is known; the
 *     workflow's page in the documentation shows it, and the test of that page fails without a new one
 * @param states by state, what is done in it or how it ended, in a few words: "removing from the source"
 * @param outcomes by final state
 * @param route which fields of the request say from where to where
 */
public record WorkflowTitles(
        int version, String title, Map<String, String> states, Map<String, Outcome> outcomes, Route route) {
    public WorkflowTitles {
        states = Map.copyOf(states);
        outcomes = Map.copyOf(outcomes);
    }

    public static WorkflowTitles of(int version, String title) {
        return new WorkflowTitles(version, title, Map.of(), Map.of(), Route.NONE);
    }

    /** The names of the states in small letters, for a workflow that gives no titles. Every end is taken for a success. */
    public static WorkflowTitles plain(TransitionTable table) {
        var titles = of(1, table.workflow());
        for (var row : table.rows()) {
            var title = row.state().replace('_', ' ').toLowerCase(Locale.ROOT);
            titles = row.isEnd()
                    ? titles.with(row.state(), title, Outcome.SUCCESS)
                    : new WorkflowTitles(
                            titles.version,
                            titles.title,
                            added(titles.states, row.state(), title),
                            titles.outcomes,
                            titles.route);
        }
        return titles;
    }

    /** @param from a field of the request; null if the workflow has none */
    public WorkflowTitles route(@Nullable String from, @Nullable String to) {
        return new WorkflowTitles(version, title, states, outcomes, new Route(from, to));
    }

    /** @param title what is done in that state, in a few words */
    public WorkflowTitles in(Enum<?> state, String title) {
        return new WorkflowTitles(version, this.title, added(states, state.name(), title), outcomes, route);
    }

    /** @param title how the operation ended, in a few words */
    public WorkflowTitles endingIn(Enum<?> state, Outcome outcome, String title) {
        return with(state.name(), title, outcome);
    }

    private WorkflowTitles with(String state, String title, Outcome outcome) {
        return new WorkflowTitles(
                version, this.title, added(states, state, title), added(outcomes, state, outcome), route);
    }

    private static <T> Map<String, T> added(Map<String, T> known, String state, T value) {
        var all = new HashMap<>(known);
        if (all.put(state, value) != null) {
            throw new IllegalArgumentException("%s has two titles".formatted(state));
        }
        return all;
    }
}
