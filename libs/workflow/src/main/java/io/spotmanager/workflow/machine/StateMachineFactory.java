package io.spotmanager.workflow.machine;

import java.util.function.BiFunction;

/**
 * Makes the state machines of one workflow. The library's machine has to agree with the table on every signal in every
 * state before the first of them is made; its answer depends on nothing else, so it is not asked again.
 */
public final class StateMachineFactory {
    private final TransitionTable table;

    /** @throws IllegalStateException if library and table disagree: a defect, found before any operation is touched */
    public StateMachineFactory(TransitionTable table) {
        this(table, new SpringStateMachineProof(table)::after);
    }

    /** @param library where a state and a signal lead to */
    StateMachineFactory(TransitionTable table, BiFunction<String, Signal, String> library) {
        this.table = table;
        table.rows().forEach(row -> {
            for (var signal : Signal.values()) {
                agree(row, signal, library.apply(row.state(), signal));
            }
        });
    }

    private void agree(TransitionTable.Row row, Signal signal, String reached) {
        var expected = row.exits().getOrDefault(signal, row.state());
        if (!reached.equals(expected)) {
            throw new IllegalStateException("%s: %s on %s must lead to %s, the library's machine went to %s"
                    .formatted(table.workflow(), row.state(), signal, expected, reached));
        }
    }

    /**
     * A machine that stands in the given state.
     *
     * @throws IllegalArgumentException for a state that the table does not describe
     */
    public WorkflowMachine at(String state) {
        return new WorkflowMachine(table, state);
    }
}
