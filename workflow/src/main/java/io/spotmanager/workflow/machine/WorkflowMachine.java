package io.spotmanager.workflow.machine;

import java.util.Optional;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.support.DefaultStateMachineContext;
import reactor.core.publisher.Mono;

/** The state machine of one operation while a worker holds it. Used by one thread at a time. */
public final class WorkflowMachine {
    private final TransitionTable table;
    private final StateMachine<String, Signal> machine;

    WorkflowMachine(TransitionTable table, StateMachine<String, Signal> machine) {
        this.table = table;
        this.machine = machine;
    }

    public String state() {
        return machine.getState().getId();
    }

    /**
     * Sends the signal. The library reports an accepted event also where nothing moved, so the state is compared
     * with the table's before it is believed.
     *
     * @return the new state, which may be the old one; empty where the table has no such exit, and then nothing moved
     * @throws IllegalStateException if library and table disagree: a defect, never an expected answer
     */
    public Optional<String> fire(Signal signal) {
        var from = state();
        var expected = table.row(from).exits().get(signal);
        if (expected == null) {
            return Optional.empty();
        }
        machine.sendEvent(Mono.just(MessageBuilder.withPayload(signal).build())).blockLast();
        if (!state().equals(expected)) {
            throw new IllegalStateException("%s: %s on %s must lead to %s, the machine went to %s"
                    .formatted(table.workflow(), from, signal, expected, state()));
        }
        return Optional.of(expected);
    }

    /**
     * Puts the machine into a state without an event: to restore it from a row, or back when a change could not be saved.
     *
     * @throws IllegalArgumentException for a state that the table does not describe
     * @throws IllegalStateException if the machine did not go there: a defect
     */
    public void moveTo(String state) {
        var wanted = table.row(state).state();
        machine.getStateMachineAccessor()
                .doWithAllRegions(region -> region.resetStateMachineReactively(
                                new DefaultStateMachineContext<>(wanted, null, null, null))
                        .block());
        if (!state().equals(wanted)) {
            throw new IllegalStateException(
                    "%s: restored to %s, the machine stands in %s".formatted(table.workflow(), wanted, state()));
        }
    }
}
