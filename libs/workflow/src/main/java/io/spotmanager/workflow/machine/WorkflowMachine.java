package io.spotmanager.workflow.machine;

import java.util.Optional;

/** The state machine of one operation while a worker holds it. Used by one thread at a time. */
public final class WorkflowMachine {
    private final TransitionTable table;
    private String state;

    WorkflowMachine(TransitionTable table, String state) {
        this.table = table;
        this.state = table.row(state).state();
    }

    public String state() {
        return state;
    }

    /** @return the new state, which may be the old one; empty where the table has no such exit, and then nothing moved */
    public Optional<String> fire(Signal signal) {
        var target = Optional.ofNullable(table.row(state).exits().get(signal));
        target.ifPresent(reached -> state = reached);
        return target;
    }

    /**
     * Puts the machine into a state without an event, when a change could not be saved.
     *
     * @throws IllegalArgumentException for a state that the table does not describe
     */
    public void moveTo(String other) {
        state = table.row(other).state();
    }
}
