package io.spotmanager.workflow.machine;

import java.util.ArrayList;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.config.ObjectStateMachineFactory;
import org.springframework.statemachine.config.model.ConfigurationData;
import org.springframework.statemachine.config.model.DefaultStateMachineModel;
import org.springframework.statemachine.config.model.StateData;
import org.springframework.statemachine.config.model.StatesData;
import org.springframework.statemachine.config.model.TransitionData;
import org.springframework.statemachine.config.model.TransitionsData;
import org.springframework.statemachine.support.DefaultStateMachineContext;
import org.springframework.statemachine.transition.TransitionKind;
import reactor.core.publisher.Mono;

/** The spring-statemachine that a table configures, one of it, for one thread. */
final class SpringStateMachineProof {
    private final StateMachine<String, Signal> machine;

    SpringStateMachineProof(TransitionTable table) {
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
        machine = new ObjectStateMachineFactory<>(new DefaultStateMachineModel<>(
                        new ConfigurationData<>(), new StatesData<>(states), new TransitionsData<>(transitions)))
                .getStateMachine();
        machine.startReactively().block();
    }

    /** Restores the machine to that state, sends it the signal and tells where it stands then. */
    String after(String state, Signal signal) {
        machine.getStateMachineAccessor()
                .doWithAllRegions(region -> region.resetStateMachineReactively(
                                new DefaultStateMachineContext<>(state, null, null, null))
                        .block());
        machine.sendEvent(Mono.just(MessageBuilder.withPayload(signal).build())).blockLast();
        return machine.getState().getId();
    }
}
