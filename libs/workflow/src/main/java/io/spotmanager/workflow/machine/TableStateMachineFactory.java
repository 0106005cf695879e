package io.spotmanager.workflow.machine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.messaging.Message;
import org.springframework.statemachine.ExtendedState;
import org.springframework.statemachine.ObjectStateMachine;
import org.springframework.statemachine.StateContext;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.config.ObjectStateMachineFactory;
import org.springframework.statemachine.config.model.ConfigurationData;
import org.springframework.statemachine.config.model.DefaultStateMachineModel;
import org.springframework.statemachine.config.model.StateData;
import org.springframework.statemachine.config.model.StateMachineModel;
import org.springframework.statemachine.config.model.StatesData;
import org.springframework.statemachine.config.model.TransitionData;
import org.springframework.statemachine.config.model.TransitionsData;
import org.springframework.statemachine.state.ObjectState;
import org.springframework.statemachine.state.PseudoState;
import org.springframework.statemachine.state.State;
import org.springframework.statemachine.transition.Transition;
import org.springframework.statemachine.transition.TransitionKind;
import reactor.core.publisher.Mono;

/**
 * The library's factory, configured from a transition table: flat states, one transition for each exit; no guards and no actions,
 * because the library loses what they throw. May be used by many threads.
 */
final class TableStateMachineFactory extends ObjectStateMachineFactory<String, Signal> {
    TableStateMachineFactory(TransitionTable table) {
        super(model(table));
    }

    /** A started machine. It is never stopped: restoring it is enough. */
    StateMachine<String, Signal> started() {
        var machine = getStateMachine();
        machine.startReactively().block(OperationStatePersister.LIMIT);
        return machine;
    }

    private static StateMachineModel<String, Signal> model(TransitionTable table) {
        var states = new ArrayList<StateData<String, Signal>>();
        var transitions = new ArrayList<TransitionData<String, Signal>>();
        for (var row : table.rows()) {
            var state = new StateData<String, Signal>(row.state(), row.state().equals(table.initial()));
            state.setEnd(false); // a machine that has ended stops, and could not be restored; our rows know the ends
            states.add(state);
            row.exits()
                    .forEach((signal, target) -> transitions.add(
                            new TransitionData<>(row.state(), target, signal, null, null, TransitionKind.EXTERNAL)));
        }
        return new DefaultStateMachineModel<>(
                new ConfigurationData<>(), new StatesData<>(states), new TransitionsData<>(transitions));
    }

    @Override
    protected StateMachine<String, Signal> buildStateMachineInternal(
            Collection<State<String, Signal>> states,
            Collection<Transition<String, Signal>> transitions,
            State<String, Signal> initialState,
            Transition<String, Signal> initialTransition,
            @Nullable Message<Signal> initialEvent,
            ExtendedState extendedState,
            @Nullable PseudoState<String, Signal> historyState,
            @Nullable Boolean contextEventsEnabled,
            @Nullable BeanFactory beanFactory,
            @Nullable String beanName,
            @Nullable String machineId,
            @Nullable UUID uuid,
            StateMachineModel<String, Signal> model) {
        var machine = new ObjectStateMachine<>(
                states, transitions, initialState, initialTransition, initialEvent, extendedState, uuid);
        machine.setTransitionConflightPolicy(model.getConfigurationData().getTransitionConflictPolicy());
        machine.setContextEventsEnabled(false);
        // No bean listens to a machine by its name, and the search for one compiles a regular expression each time.
        machine.setBeanName("");
        return machine;
    }

    @Override
    protected State<String, Signal> buildStateInternal(
            String id,
            @Nullable Collection<Signal> deferred,
            @Nullable Collection<Function<StateContext<String, Signal>, Mono<Void>>> entryActions,
            @Nullable Collection<Function<StateContext<String, Signal>, Mono<Void>>> exitActions,
            @Nullable Collection<Function<StateContext<String, Signal>, Mono<Void>>> stateActions,
            @Nullable PseudoState<String, Signal> pseudoState,
            StateMachineModel<String, Signal> model) {
        return new FlatState(id, pseudoState);
    }

    /**
     * A state without actions, regions, timers and anonymous transitions. The library would look for each of these whenever a
     * machine enters or leaves a state; what it tells listeners and interceptors is not changed.
     */
    private static final class FlatState extends ObjectState<String, Signal> {
        private final List<String> ids;

        FlatState(String id, @Nullable PseudoState<String, Signal> pseudoState) {
            super(id, pseudoState);
            ids = List.of(id);
        }

        @Override
        public Collection<String> getIds() {
            return ids;
        }

        @Override
        public Collection<State<String, Signal>> getStates() {
            var states =
                    new ArrayList<State<String, Signal>>(1); // a list of its own each time: the library removes from it
            states.add(this);
            return states;
        }

        @Override
        public Mono<Void> entry(StateContext<String, Signal> context) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> exit(StateContext<String, Signal> context) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> startReactively() {
            return Mono.empty();
        }

        @Override
        public Mono<Void> stopReactively() {
            return Mono.empty();
        }

        @Override
        public String toString() {
            return getId();
        }
    }
}
