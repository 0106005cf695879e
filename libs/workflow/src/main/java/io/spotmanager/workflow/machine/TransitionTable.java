package io.spotmanager.workflow.machine;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All a workflow's states, the step that runs in each, and where each signal leads: the one place that says so. The
 * first state is the initial one; a state without exits is an end.
 */
public final class TransitionTable {
    /** Why an operation may stay in a state during a freeze. */
    public enum Rest {
        /** The step of the state only reads, and no earlier one has changed anything. */
        READS,

        /** Nothing has been changed when an operation arrives here for the first time. It rests unless its step has been run. */
        UNTOUCHED
    }

    /**
     * One state. Without a step but with exits it waits for a person.
     *
     * @param rest null if an operation in this state has begun, and goes on during a freeze
     */
    public record Row(
            String state,
            @Nullable String step,
            Map<Signal, String> exits,
            @Nullable Rest rest) {
        public boolean isEnd() {
            return exits.isEmpty();
        }

        public boolean waitsForPerson() {
            return step == null && !isEnd();
        }

        /** What an operator may ask for here, in the order of {@link Signal}. */
        public List<Signal> actions() {
            return exits.keySet().stream().filter(Signal::byOperator).toList();
        }
    }

    private static final String FOR_PERSON = "NEEDS_OPERATOR";

    private final String workflow;
    private final SequencedMap<String, Row> rows;

    private TransitionTable(String workflow, SequencedMap<String, Row> rows) {
        this.workflow = workflow;
        this.rows = rows;
    }

    public static TransitionTableBuilder named(String workflow) {
        return new TransitionTableBuilder(workflow);
    }

    /** @throws IllegalArgumentException naming the first mistake in the table */
    static TransitionTable of(String workflow, SequencedMap<String, Row> rows) {
        var table = new TransitionTable(workflow, new LinkedHashMap<>(rows));
        rows.values().forEach(table::check);
        return table;
    }

    private void check(Row row) {
        row.exits().forEach((signal, target) -> {
            if (!rows.containsKey(target)) {
                throw new IllegalArgumentException("%s: %s on %s leads to %s, which the table does not describe"
                        .formatted(workflow, row.state(), signal, target));
            }
        });
        if (row.step() != null) {
            for (var signal : Signal.values()) {
                if (!signal.byOperator() && !row.exits().containsKey(signal)) {
                    throw new IllegalArgumentException("%s: %s runs a step but does not say where %s leads"
                            .formatted(workflow, row.state(), signal));
                }
            }
        }
    }

    public String workflow() {
        return workflow;
    }

    public String initial() {
        return rows.firstEntry().getKey();
    }

    public List<Row> rows() {
        return List.copyOf(rows.values());
    }

    /** @throws IllegalArgumentException for a state that this table does not describe */
    public Row row(String state) {
        return Optional.ofNullable(rows.get(state))
                .orElseThrow(() ->
                        new IllegalArgumentException("%s has no state %s: was the operation written by another release?"
                                .formatted(workflow, state)));
    }

    /** The states that this table describes; a worker claims no operation in another one. */
    public List<String> states() {
        return List.copyOf(rows.keySet());
    }

    /** The states in which an operation that has not begun rests during a freeze. */
    public List<String> rests() {
        return rows.values().stream()
                .filter(row -> row.rest() != null)
                .map(Row::state)
                .toList();
    }

    /** Those of {@link #rests()} whose step changes nothing. */
    public List<String> reads() {
        return rows.values().stream()
                .filter(row -> row.rest() == Rest.READS)
                .map(Row::state)
                .toList();
    }

    /** Where an operation waits that nobody can carry on: {@value #FOR_PERSON}, or else the first state without a step. */
    public Optional<Row> forPerson() {
        return Optional.ofNullable(rows.get(FOR_PERSON))
                .filter(Row::waitsForPerson)
                .or(() -> rows.values().stream().filter(Row::waitsForPerson).findFirst());
    }

    /**
     * What an operator may ask for after an operation was put in front of a person because no worker could carry it on. One that
     * was blocked in the initial state has not been validated and has done nothing, so it is tried again from there, or ended.
     *
     * @param blockedIn the state in which it could not be carried on
     * @return in the order of {@link Signal}; empty if the operation neither starts anew nor has a state to wait for a person in
     */
    public List<Signal> actionsAfterBlock(String blockedIn) {
        return startsAnew(blockedIn)
                ? Stream.concat(Stream.of(Signal.RETRY), row(blockedIn).actions().stream())
                        .distinct()
                        .toList()
                : forPerson().map(Row::actions).orElse(List.of());
    }

    /**
     * Whether an operation that was blocked in that state goes on from the initial one, rather than from where it waits. Not if a
     * cancel is unknown there: it could hold its host for ever.
     */
    public boolean startsAnew(String blockedIn) {
        return blockedIn.equals(initial()) && row(blockedIn).exits().containsKey(Signal.CANCEL);
    }

    static Map<Signal, String> exits() {
        return new EnumMap<>(Signal.class);
    }
}
