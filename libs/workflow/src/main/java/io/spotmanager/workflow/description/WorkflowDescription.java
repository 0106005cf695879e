package io.spotmanager.workflow.description;

import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable;
import io.spotmanager.workflow.machine.TransitionTable.Row;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A workflow as data. A worker registers it at its start, so that the gateway and the board need no knowledge of their own.
 *
 * @param name the kind of its operations
 * @param version rises with every change of the workflow
 * @param title what people call it
 * @param initialState in which every operation of it begins
 * @param firstActions what an operator may ask for before the first step has run
 * @param happyPath the states that an operation goes through if every step does its work, from the initial one to the end
 * @param states all of them, in the order of the transition table
 * @param route which fields of the request say from where to where; null if a description of an earlier release does not say
 */
public record WorkflowDescription(
        String name,
        int version,
        String title,
        String initialState,
        List<String> firstActions,
        List<String> happyPath,
        List<State> states,
        @Nullable Route route) {
    /**
     * Fields of the request to be shown as a route; either is null if the workflow has none.
     *
     * @param from such as {@code source_aggregate}
     * @param to such as {@code target_aggregate}
     */
    public record Route(@Nullable String from, @Nullable String to) {
        public static final Route NONE = new Route(null, null);
    }

    /**
     * @param title what is done in it, or how the operation ended, in a few words
     * @param kind whether a step runs in it, a person decides, or the operation is over
     * @param outcome how good an end it is; null unless it is one
     * @param step the step that runs in it; null if none does
     * @param actions what an operator may ask for in it
     */
    public record State(
            String name,
            String title,
            StateKind kind,
            @Nullable Outcome outcome,
            @Nullable String step,
            List<OfferedAction> actions) {}

    /**
     * @param action what to ask for: the end of the address of the action, in capital letters
     * @param caption what the action does as long as nothing is known of the operation
     */
    public record OfferedAction(String action, String caption) {}

    /** What happens in a state. */
    public enum StateKind {
        /** A step runs. */
        STEP,
        /** Nothing runs until a person decides. */
        WAITING,
        /** The operation is over. */
        END
    }

    /** How good an end is. */
    public enum Outcome {
        /** What was asked for is there, or a person took what is there. */
        SUCCESS,
        /** Nothing is left of what was done, as it should be. */
        UNDONE,
        /** What was asked for was refused, or it failed. */
        FAILURE
    }

    /**
     * @param caption of an action in a row; empty if the workflow has no words of its own
     * @throws IllegalArgumentException if a state has no title or an end has no outcome, or one is given that is not in the table
     */
    public static WorkflowDescription of(
            TransitionTable table, WorkflowTitles titles, BiFunction<Row, Signal, Optional<String>> caption) {
        requireSame("titles", table, table.states(), titles.states().keySet());
        requireSame(
                "outcomes",
                table,
                table.rows().stream().filter(Row::isEnd).map(Row::state).toList(),
                titles.outcomes().keySet());
        var initial = table.row(table.initial());
        return new WorkflowDescription(
                table.workflow(),
                titles.version(),
                titles.title(),
                initial.state(),
                initial.actions().stream().map(Signal::name).toList(),
                happyPath(table),
                table.rows().stream().map(row -> state(row, titles, caption)).toList(),
                titles.route());
    }

    private static void requireSame(
            String what, TransitionTable table, Iterable<String> wanted, Iterable<String> given) {
        var missing = sorted(wanted);
        var unknown = sorted(given);
        missing.removeAll(sorted(given));
        unknown.removeAll(sorted(wanted));
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new IllegalArgumentException("%s: the %s of %s are missing, and those of %s belong to no state"
                    .formatted(table.workflow(), what, missing, unknown));
        }
    }

    private static TreeSet<String> sorted(Iterable<String> states) {
        var all = new TreeSet<String>();
        states.forEach(all::add);
        return all;
    }

    private static List<String> happyPath(TransitionTable table) {
        var path = new LinkedHashSet<String>();
        for (var state = table.initial(); state != null && path.add(state); ) {
            state = table.row(state).exits().get(Signal.DONE);
        }
        return List.copyOf(path);
    }

    private static State state(Row row, WorkflowTitles titles, BiFunction<Row, Signal, Optional<String>> caption) {
        return new State(
                row.state(),
                titles.states().getOrDefault(row.state(), row.state()),
                row.isEnd() ? StateKind.END : row.waitsForPerson() ? StateKind.WAITING : StateKind.STEP,
                titles.outcomes().get(row.state()),
                row.step(),
                row.actions().stream()
                        .map(action -> new OfferedAction(
                                action.name(), caption.apply(row, action).orElseGet(() -> plain(action))))
                        .toList());
    }

    private static String plain(Signal action) {
        return switch (action) {
            case RETRY -> "Retry";
            case ROLL_BACK -> "Roll back";
            case SKIP -> "Skip this step";
            case ADOPT -> "Adopt";
            case CANCEL -> "Cancel";
            case DONE, FAILED, EXHAUSTED, ESCALATED -> action.name();
        };
    }
}
