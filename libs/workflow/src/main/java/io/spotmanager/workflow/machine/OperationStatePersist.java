package io.spotmanager.workflow.machine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.statemachine.ExtendedState;
import org.springframework.statemachine.StateMachineContext;
import org.springframework.statemachine.StateMachinePersist;

/** Reads and writes the library's context from and to an operation's row. The database is not touched: the caller saves the row. */
final class OperationStatePersist implements StateMachinePersist<String, Signal, OperationState> {
    @Override
    public void write(StateMachineContext<String, Signal> context, OperationState row) {
        row.write(context.getState());
    }

    /** @return null, which restores the machine to its initial state, for a row without a state */
    @Override
    public @Nullable StateMachineContext<String, Signal> read(OperationState row) {
        var state = row.state();
        return state == null ? null : new Context(state);
    }

    /**
     * A state without regions, history or variables; facts are in the row.
     *
     * <p>It has no id. With one, the library would compile a regular expression for every notification, in search of beans that
     * listen to a machine of that id.
     */
    record Context(String state) implements StateMachineContext<String, Signal> {
        @Override
        public String getState() {
            return state;
        }

        @Override
        public @Nullable String getId() {
            return null;
        }

        @Override
        public List<StateMachineContext<String, Signal>> getChilds() {
            return List.of();
        }

        @Override
        public List<String> getChildReferences() {
            return List.of();
        }

        @Override
        public @Nullable Signal getEvent() {
            return null;
        }

        @Override
        public Map<String, String> getHistoryStates() {
            return Map.of();
        }

        @Override
        public Map<String, Object> getEventHeaders() {
            return Map.of();
        }

        @Override
        public @Nullable ExtendedState getExtendedState() {
            return null;
        }
    }
}
