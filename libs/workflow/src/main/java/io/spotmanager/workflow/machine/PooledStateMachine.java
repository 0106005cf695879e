package io.spotmanager.workflow.machine;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.StateMachineEventResult.ResultType;
import reactor.core.publisher.Mono;

/** One started machine of the library, for one operation after the other. Used by one thread at a time; everything runs on that thread. */
final class PooledStateMachine {
    /** A message has no content but its signal, so each is made once. */
    private static final Map<Signal, Mono<Message<Signal>>> EVENTS = new EnumMap<>(Arrays.stream(Signal.values())
            .collect(toMap(identity(), signal -> Mono.just(new GenericMessage<>(signal)))));

    /**
     * What the library did with a signal.
     *
     * @param before where the machine stood once it was restored
     * @param accepted what the library said of the event; true also if it then changed nothing
     * @param after where the machine stands now
     */
    record Answer(String before, boolean accepted, String after) {}

    private final StateMachine<String, Signal> machine;
    private final OperationStatePersister persister = new OperationStatePersister();

    PooledStateMachine(StateMachine<String, Signal> started) {
        machine = started;
    }

    /** Restores the machine from the row, fires the event, and writes the state that it reached to the row. */
    Answer fire(OperationState row, Signal signal) {
        var before = restore(row);
        var result =
                machine.sendEvent(Objects.requireNonNull(EVENTS.get(signal))).blockLast(OperationStatePersister.LIMIT);
        persister.persist(machine, row);
        return new Answer(
                before,
                result != null && result.getResultType() == ResultType.ACCEPTED,
                machine.getState().getId());
    }

    /** @return where the machine stands then, which is not the row's state if the library does not know that */
    String restore(OperationState row) {
        return persister.restore(machine, row).getState().getId();
    }
}
