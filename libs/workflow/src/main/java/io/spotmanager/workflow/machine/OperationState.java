package io.spotmanager.workflow.machine;

import org.jspecify.annotations.Nullable;

/** The part of an operation's row that is its state machine: one is restored from it, and writes its new state to it. */
final class OperationState {
    private @Nullable String state;

    private OperationState(@Nullable String state) {
        this.state = state;
    }

    static OperationState in(String state) {
        return new OperationState(state);
    }

    /** Without a state, which restores a machine to its initial one. */
    static OperationState anew() {
        return new OperationState(null);
    }

    @Nullable
    String state() {
        return state;
    }

    void write(String reached) {
        state = reached;
    }
}
