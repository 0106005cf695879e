package io.spotmanager.workflow.machine;

import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.springframework.statemachine.config.ObjectStateMachineFactory;
import org.springframework.statemachine.config.model.ConfigurationData;
import org.springframework.statemachine.config.model.DefaultStateMachineModel;
import org.springframework.statemachine.config.model.StateData;
import org.springframework.statemachine.config.model.StatesData;
import org.springframework.statemachine.config.model.TransitionData;
import org.springframework.statemachine.config.model.TransitionsData;
import org.springframework.statemachine.transition.TransitionKind;

/** Makes the state machines of one workflow, configured by its transition table and nothing else. */
public final class WorkflowMachines {
    private final TransitionTable table;
    private final ObjectStateMachineFactory<String, Signal> factory;
    private final ConcurrentLinkedDeque<WorkflowMachine> idle = new ConcurrentLinkedDeque<>();

    public WorkflowMachines(TransitionTable table) {
        this.table = table;
        var states = new ArrayList<StateData<String, Signal>>();
        var transitions = new ArrayList<TransitionData<String, Signal>>();
        for (var row : table.rows()) {
            var state = new StateData<String, Signal>(row.state(), row.state().equals(table.initial()));
            state.setEnd(false); // an ended library machine cannot be restored; our rows know the ends
            states.add(state);
            row.exits()
                    .forEach((signal, target) -> transitions.add(
                            new TransitionData<>(row.state(), target, signal, null, null, TransitionKind.EXTERNAL)));
        }
        factory = new ObjectStateMachineFactory<>(new DefaultStateMachineModel<>(
                new ConfigurationData<>(), new StatesData<>(states), new TransitionsData<>(transitions)));
    }

    public TransitionTable table() {
        return table;
    }

    /** A machine that stands in the given state, for one thread until {@link #giveBack}. */
    public WorkflowMachine at(String state) {
        var machine = Objects.requireNonNullElseGet(idle.poll(), this::started);
        machine.moveTo(state);
        return machine;
    }

    /** Lets another walk use the machine; one that has failed is simply not given back. */
    public void giveBack(WorkflowMachine machine) {
        idle.push(machine);
    }

    private WorkflowMachine started() {
        var machine = factory.getStateMachine();
        machine.startReactively().block();
        return new WorkflowMachine(table, machine);
    }
}
