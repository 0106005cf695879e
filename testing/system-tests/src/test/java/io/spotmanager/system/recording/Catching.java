package io.spotmanager.system.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.Installation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Catches operations in their states, each while its worker waits for the answer to a call that never comes. */
final class Catching {
    /** Calls of our workers, without their log-in. */
    static final Fault ANY_CALL = Fault.of("hang").everywhereIn("^/(?!v3|_simulator)");

    private static final Duration FOR_GOOD = Duration.ofMinutes(30);
    private static final Duration FOR_A_MOMENT = Duration.ofSeconds(2);
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);
    private static final int MOST_CALLS = 25;

    private final Installation installation;
    private final List<Situation> situations = new ArrayList<>();

    Catching(Installation installation) {
        this.installation = installation;
    }

    List<Situation> situations() {
        return situations;
    }

    /** Keeps an operation that stands in that state. */
    void keep(UUID operation, String kind, String state, String what, String... ends) {
        assertThat(state(operation)).as("%s: %s", kind, what).isEqualTo(state);
        situations.add(new Situation(operation, kind, state, what, List.of(ends)));
    }

    private String state(UUID operation) {
        return installation.operator().operation(operation).state();
    }

    /** Returns an operation whose worker is caught in the last of the faults; the others come before it. */
    UUID caught(Supplier<UUID> request, Fault... faults) {
        var operation = askedUnder(request, faults);
        assertThat(installation.operator().operation(operation).open())
                .as("%s was caught", operation)
                .isTrue();
        return operation;
    }

    /** The same, where the operation may end without the fault. */
    private UUID askedUnder(Supplier<UUID> request, Fault... faults) {
        play(faults);
        var operation = request.get();
        awaitLast(operation, faults.length);
        return operation;
    }

    /** Returns the first of these operations that is caught in that state; each is caught a call later than the one before. */
    UUID caughtIn(String state, Supplier<UUID> request, IntFunction<Fault[]> faults) {
        return firstIn(state, calls -> askedUnder(request, faults.apply(calls)));
    }

    /**
     * Returns an operation that is caught in that state after an operator has asked for an action.
     *
     * @param slow the faults of each next operation; in the last, the operator asks
     */
    UUID caughtAfter(String action, String state, Supplier<UUID> request, Supplier<List<Fault>> slow) {
        return firstIn(state, calls -> {
            var operation = slowly(request, slow.get());
            ask(operation, action);
            play(ANY_CALL.lasting(FOR_GOOD).once().after(calls));
            awaitLast(operation, 1);
            return operation;
        });
    }

    /** Returns an operation whose worker waits in the last of the faults for a moment, and then goes on. */
    UUID slowly(Supplier<UUID> request, List<Fault> faults) {
        var all = new ArrayList<>(faults);
        all.add(all.removeLast().lasting(FOR_A_MOMENT).once());
        return askedUnder(request, all.toArray(Fault[]::new));
    }

    void ask(UUID operation, String action) {
        assertThat(installation.operator().act(operation, action).accepted())
                .as("%s of %s", action, operation)
                .isTrue();
    }

    UUID awaitState(UUID operation, String... states) {
        await(operation + " is " + List.of(states))
                .atMost(MAX_WAIT)
                .until(() -> List.of(states).contains(state(operation)));
        return operation;
    }

    private UUID firstIn(String state, IntFunction<UUID> attempt) {
        return IntStream.range(0, MOST_CALLS)
                .mapToObj(attempt)
                .filter(operation -> state(operation).equals(state))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("none was caught in " + state));
    }

    static Fault forGood(Fault fault) {
        return fault.lasting(FOR_GOOD).once();
    }

    void play(Fault... faults) {
        installation.cloud().play(1, faults);
    }

    private void awaitLast(UUID operation, int faults) {
        await("the worker is caught, or %s is over".formatted(operation))
                .atMost(MAX_WAIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> installation.cloud().spoiledByRule().get(faults - 1) > 0
                        || !installation.operator().operation(operation).open());
    }
}
