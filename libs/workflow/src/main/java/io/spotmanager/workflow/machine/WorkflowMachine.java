package io.spotmanager.workflow.machine;

import io.spotmanager.workflow.machine.PooledStateMachine.Answer;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.statemachine.StateMachine;

/**
 * Where the operations of one workflow go next. A machine of spring-statemachine is restored from the operation's state, and the
 * signal is fired on it; the transition table has to agree with its state before and after. Nothing is saved here. May be used by
 * many threads.
 */
public final class WorkflowMachine {
    private static final Logger log = LoggerFactory.getLogger(WorkflowMachine.class);

    private final TransitionTable table;
    private final @Nullable StateMachinePool library;

    /** @param library null if the table decides alone */
    WorkflowMachine(TransitionTable table, @Nullable StateMachinePool library) {
        this.table = table;
        this.library = library;
    }

    /** Logs which library decides, once. */
    public static WorkflowMachine of(TransitionTable table, StateMachineSettings settings) {
        if (!settings.enabled()) {
            log.warn("State machine of {}: the transition table alone; spring-statemachine is off", table.workflow());
            return new WorkflowMachine(table, null);
        }
        var factory = new TableStateMachineFactory(table);
        var pool = new StateMachinePool(
                () -> new PooledStateMachine(factory.started()), settings.size(), settings.maxWait());
        log.info(
                "State machine of {}: spring-statemachine {}, pool {}",
                table.workflow(),
                Objects.requireNonNullElse(StateMachine.class.getPackage().getImplementationVersion(), ""),
                settings.size());
        return new WorkflowMachine(table, pool);
    }

    /**
     * Fires a signal that has to lead somewhere.
     *
     * @param state the operation's, as its row says
     * @return the new state, which may be the old one
     * @throws MachineDisagreementException if the next state is not certain
     * @throws IllegalArgumentException for a state that the table does not describe
     */
    public String fire(String state, Signal signal) {
        return fireIfPossible(state, signal)
                .orElseThrow(() ->
                        disagreement(read(state, signal), null, library == null ? "off" : "did not accept it", null));
    }

    /**
     * Fires a signal that the state may not know any more.
     *
     * @return the new state; empty if neither the table nor the library has such a transition
     * @throws MachineDisagreementException if the next state is not certain
     * @throws IllegalArgumentException for a state that the table does not describe
     */
    public Optional<String> fireIfPossible(String state, Signal signal) {
        var expected = table.row(state).exits().get(signal);
        if (library == null) {
            return Optional.ofNullable(expected);
        }
        var row = OperationState.in(state);
        var answer = ask(library, read(state, signal), expected, machine -> {
            var given = machine.fire(row, signal);
            if (!agree(given, state, expected)) {
                throw disagreement(read(state, signal), expected, describe(given, state), null);
            }
            return given;
        });
        return answer.accepted() ? Optional.ofNullable(row.state()) : Optional.empty();
    }

    /**
     * The state in which an operation begins.
     *
     * @throws MachineDisagreementException if the next state is not certain
     */
    public String startAnew() {
        var expected = table.initial();
        if (library == null) {
            return expected;
        }
        var read = "an operation that starts anew";
        return ask(library, read, expected, machine -> {
            var initial = machine.restore(OperationState.anew());
            if (!initial.equals(expected)) {
                throw disagreement(read, expected, initial, null);
            }
            return initial;
        });
    }

    private <T> T ask(
            StateMachinePool pool, String read, @Nullable String expected, Function<PooledStateMachine, T> question) {
        try {
            return pool.use(question);
        } catch (MachineDisagreementException e) {
            throw e;
        } catch (RuntimeException e) {
            throw disagreement(read, expected, "failed with " + e, e);
        }
    }

    /** An accepted event says nothing, because a guard may have denied it; so the states are compared. */
    private static boolean agree(Answer answer, String state, @Nullable String expected) {
        return answer.before().equals(state)
                && answer.accepted() == (expected != null)
                && answer.after().equals(expected == null ? state : expected);
    }

    private static String describe(Answer answer, String state) {
        if (!answer.before().equals(state)) {
            return "was restored to %s instead".formatted(answer.before());
        }
        if (!answer.accepted()) {
            return answer.after().equals(state) ? "did not accept it" : "did not accept it, went to " + answer.after();
        }
        return answer.after().equals(state) ? "accepted it and stayed in " + state : answer.after();
    }

    private static String read(String state, Signal signal) {
        return "state %s, signal %s".formatted(state, signal);
    }

    private MachineDisagreementException disagreement(
            String read, @Nullable String expected, String answer, @Nullable Throwable cause) {
        return new MachineDisagreementException(table.workflow(), read, expected, answer, cause);
    }
}
