package io.spotmanager.workflow.machine;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.support.StateMachineInterceptor;

/** Workflow machines whose library does something else than the table says, or is watched. */
public final class AlteredMachines {
    private AlteredMachines() {}

    /** The library was configured with another target for one exit; null takes the exit away. */
    public static WorkflowMachine leading(
            TransitionTable table, String state, Signal signal, @Nullable String elsewhere) {
        var rows = new LinkedHashMap<String, TransitionTable.Row>();
        for (var row : table.rows()) {
            var exits = new EnumMap<Signal, String>(Signal.class);
            exits.putAll(row.exits());
            if (row.state().equals(state)) {
                if (elsewhere == null) {
                    exits.remove(signal);
                } else {
                    exits.put(signal, elsewhere);
                }
            }
            // without its step: the builder would refuse a step that does not say where each outcome leads
            rows.put(row.state(), new TransitionTable.Row(row.state(), null, exits, null));
        }
        return configuredFrom(table, TransitionTable.of(table.workflow(), rows));
    }

    static WorkflowMachine configuredFrom(TransitionTable table, TransitionTable library) {
        var factory = new TableStateMachineFactory(library);
        return with(table, factory::started);
    }

    /** The library's machines are as the table says, and the interceptor hears of each event. */
    public static WorkflowMachine watched(TransitionTable table, StateMachineInterceptor<String, Signal> interceptor) {
        var factory = new TableStateMachineFactory(table);
        return with(table, () -> {
            var machine = factory.started();
            machine.getStateMachineAccessor()
                    .withAllRegions()
                    .forEach(region -> region.addStateMachineInterceptor(interceptor));
            return machine;
        });
    }

    /** No machine of the library can be built. */
    public static WorkflowMachine throwing(TransitionTable table, String message) {
        return with(table, () -> {
            throw new IllegalStateException(message);
        });
    }

    static WorkflowMachine with(TransitionTable table, Supplier<StateMachine<String, Signal>> machines) {
        return new WorkflowMachine(
                table, new StateMachinePool(() -> new PooledStateMachine(machines.get()), 2, Duration.ofMillis(10)));
    }

    /** One to twelve states, each with any exits to any of them. */
    static TransitionTable anyTable(SplittableRandom random) {
        var size = random.nextInt(1, 13);
        var rows = new LinkedHashMap<String, TransitionTable.Row>();
        for (var number = 0; number < size; number++) {
            var exits = new EnumMap<Signal, String>(Signal.class);
            for (var signal : Signal.values()) {
                if (random.nextBoolean()) {
                    exits.put(signal, "S" + random.nextInt(size));
                }
            }
            rows.put("S" + number, new TransitionTable.Row("S" + number, null, exits, null));
        }
        return TransitionTable.of("any", rows);
    }

    /** Every state with every signal. */
    public static List<Question> questions(TransitionTable table) {
        return table.rows().stream()
                .flatMap(row -> Stream.of(Signal.values())
                        .map(signal ->
                                new Question(row.state(), signal, row.exits().get(signal))))
                .toList();
    }

    /** @param target null if the table has no such exit */
    public record Question(
            String state, Signal signal, @Nullable String target) {}
}
