package io.spotmanager.workflow.machine;

import io.spotmanager.workflow.machine.TransitionTable.Rest;
import io.spotmanager.workflow.machine.TransitionTable.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Writes a {@link TransitionTable} row by row, in the order in which it is to be read. */
public final class TransitionTableBuilder {
    private final String workflow;
    private final SequencedMap<String, Row> rows = new LinkedHashMap<>();
    private @Nullable String otherwise;

    TransitionTableBuilder(String workflow) {
        this.workflow = workflow;
    }

    /**
     * Says once where {@code FAILED}, {@code EXHAUSTED} and {@code ESCALATED} lead. It counts for every state with a step that
     * does not say so itself.
     */
    public TransitionTableBuilder otherwise(Enum<?> state) {
        if (otherwise != null) {
            throw new IllegalArgumentException("%s says twice where a step leads that is not done: %s and %s"
                    .formatted(workflow, otherwise, state));
        }
        otherwise = state.name();
        return this;
    }

    /** A state in which the named step runs. */
    public RowBuilder in(Enum<?> state, String step) {
        return new RowBuilder(state.name(), step);
    }

    /** A state in which nothing runs until a person decides. */
    public RowBuilder waitingIn(Enum<?> state) {
        return new RowBuilder(state.name(), null);
    }

    /** Ends the table with its final states. */
    public TransitionTable endingIn(Enum<?>... states) {
        rows.values().forEach(this::addMissingExits);
        for (var state : states) {
            add(new Row(state.name(), null, TransitionTable.exits(), null));
        }
        return TransitionTable.of(workflow, rows);
    }

    private void addMissingExits(Row row) {
        if (otherwise != null && row.step() != null) {
            for (var signal : List.of(Signal.FAILED, Signal.EXHAUSTED, Signal.ESCALATED)) {
                row.exits().putIfAbsent(signal, otherwise);
            }
        }
    }

    private void add(Row row) {
        if (rows.put(row.state(), row) != null) {
            throw new IllegalArgumentException("%s describes %s twice".formatted(workflow, row.state()));
        }
    }

    /** The exits of one state. */
    public final class RowBuilder {
        private Row row;

        private RowBuilder(String state, @Nullable String step) {
            row = new Row(state, step, TransitionTable.exits(), null);
            add(row);
        }

        public RowBuilder on(Signal signal, Enum<?> target) {
            if (row.exits().put(signal, target.name()) != null) {
                throw new IllegalArgumentException(
                        "%s: %s says twice where %s leads".formatted(workflow, row.state(), signal));
            }
            return this;
        }

        /** During a freeze an operation rests here, because the step only reads. */
        public RowBuilder restsReading() {
            return rests(Rest.READS);
        }

        /** During a freeze an operation rests here as long as this step has not been run: nothing has been changed before it. */
        public RowBuilder restsUntouched() {
            return rests(Rest.UNTOUCHED);
        }

        private RowBuilder rests(Rest rest) {
            row = new Row(row.state(), row.step(), row.exits(), rest);
            rows.replace(row.state(), row);
            return this;
        }

        public RowBuilder in(Enum<?> state, String step) {
            return TransitionTableBuilder.this.in(state, step);
        }

        public RowBuilder waitingIn(Enum<?> state) {
            return TransitionTableBuilder.this.waitingIn(state);
        }

        public TransitionTable endingIn(Enum<?>... states) {
            return TransitionTableBuilder.this.endingIn(states);
        }
    }
}
