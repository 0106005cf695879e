package io.spotmanager.workflow.machine;

import io.spotmanager.workflow.machine.TransitionTable.Row;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Writes a {@link TransitionTable} row by row, in the order in which it is to be read. */
public final class TransitionTableBuilder {
    private final String workflow;
    private final SequencedMap<String, Row> rows = new LinkedHashMap<>();

    TransitionTableBuilder(String workflow) {
        this.workflow = workflow;
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
        for (var state : states) {
            add(new Row(state.name(), null, TransitionTable.exits()));
        }
        return TransitionTable.of(workflow, rows);
    }

    private void add(Row row) {
        if (rows.put(row.state(), row) != null) {
            throw new IllegalArgumentException("%s describes %s twice".formatted(workflow, row.state()));
        }
    }

    /** The exits of one state. */
    public final class RowBuilder {
        private final Row row;

        private RowBuilder(String state, @Nullable String step) {
            row = new Row(state, step, TransitionTable.exits());
            add(row);
        }

        public RowBuilder on(Signal signal, Enum<?> target) {
            if (row.exits().put(signal, target.name()) != null) {
                throw new IllegalArgumentException(
                        "%s: %s says twice where %s leads".formatted(workflow, row.state(), signal));
            }
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
