package io.spotmanager.workflow.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.spotmanager.workflow.fixture.Moves;
import io.spotmanager.workflow.fixture.Seed;
import io.spotmanager.workflow.machine.AlteredMachines.Question;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.state.State;
import org.springframework.statemachine.support.StateMachineInterceptorAdapter;
import org.springframework.statemachine.transition.Transition;

@Timeout(30)
class WorkflowMachineTest {
    private static final StateMachineSettings OFF = new StateMachineSettings(false, null, Duration.ZERO);

    private final WorkflowMachine machine = WorkflowMachine.of(Moves.TABLE, StateMachineSettings.DEFAULT);

    static List<Question> questions() {
        return AlteredMachines.questions(Moves.TABLE);
    }

    @ParameterizedTest
    @MethodSource("questions")
    void the_library_takes_every_exit_of_the_table_and_no_other(Question asked) {
        if (asked.target() == null) {
            assertThat(machine.fireIfPossible(asked.state(), asked.signal())).isEmpty();
        } else {
            assertThat(machine.fire(asked.state(), asked.signal())).isEqualTo(asked.target());
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    void without_the_library_the_table_says_the_same(Question asked) {
        assertThat(WorkflowMachine.of(Moves.TABLE, OFF).fireIfPossible(asked.state(), asked.signal()))
                .isEqualTo(machine.fireIfPossible(asked.state(), asked.signal()));
    }

    @Test
    void the_library_agrees_with_any_table() {
        var random = Seed.of("the_library_agrees_with_any_table");
        for (var number = 0; number < 200; number++) {
            var table = AlteredMachines.anyTable(random);
            var any = WorkflowMachine.of(table, StateMachineSettings.DEFAULT);

            assertThat(AlteredMachines.questions(table))
                    .allSatisfy(asked -> assertThat(any.fireIfPossible(asked.state(), asked.signal()))
                            .isEqualTo(Optional.ofNullable(asked.target())));
        }
    }

    @Test
    void a_machine_starts_anew_where_the_table_begins() {
        machine.fire("REMOVED", Signal.DONE);

        assertThat(machine.startAnew()).isEqualTo("REQUESTED");
        assertThat(WorkflowMachine.of(Moves.TABLE, OFF).startAnew()).isEqualTo("REQUESTED");
    }

    @Test
    void the_table_has_to_describe_the_state() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> machine.fire("FLYING", Signal.DONE))
                .withMessageContaining("FLYING");
    }

    private static void disagrees(ThrowingCallable question, String table, String library) {
        assertThatExceptionOfType(MachineDisagreementException.class)
                .isThrownBy(question)
                .withMessageContaining("The transition table: %s. spring-statemachine: %s", table, library);
    }

    @Test
    void a_library_that_goes_elsewhere_is_not_followed_and_the_message_names_what_was_read() {
        var altered = AlteredMachines.leading(Moves.TABLE, "REMOVED", Signal.DONE, "SUCCEEDED");

        assertThatExceptionOfType(MachineDisagreementException.class)
                .isThrownBy(() -> altered.fire("REMOVED", Signal.DONE))
                .withMessage(
                        "The next state is not certain. Read: state REMOVED, signal DONE, workflow move. The transition table: ADDED. spring-statemachine: SUCCEEDED.");
        assertThat(altered.fire("CHECKED", Signal.DONE)).isEqualTo("REMOVED");
    }

    @Test
    void a_library_that_does_not_accept_an_exit_of_the_table_is_not_believed() {
        disagrees(
                () -> AlteredMachines.leading(Moves.TABLE, "REMOVED", Signal.SKIP, null)
                        .fireIfPossible("REMOVED", Signal.SKIP),
                "ADDED",
                "did not accept it");
    }

    @Test
    void a_library_that_moves_where_the_table_has_no_exit_is_not_followed() {
        disagrees(
                () -> AlteredMachines.leading(Moves.TABLE, "SUCCEEDED", Signal.CANCEL, "RESTORING")
                        .fireIfPossible("SUCCEEDED", Signal.CANCEL),
                "no such transition",
                "RESTORING");
    }

    @Test
    void an_event_that_was_accepted_and_changed_nothing_is_noticed() {
        var skipping = AlteredMachines.watched(Moves.TABLE, new StateMachineInterceptorAdapter<>() {
            @Override
            public void preStateChange(
                    State<String, Signal> state,
                    Message<Signal> message,
                    Transition<String, Signal> transition,
                    StateMachine<String, Signal> machine,
                    StateMachine<String, Signal> root) {
                throw new IllegalStateException("the library skips the change and says accepted");
            }
        });

        disagrees(() -> skipping.fire("REMOVED", Signal.DONE), "ADDED", "accepted it and stayed in REMOVED");
    }

    @Test
    void a_state_that_the_library_does_not_know_restores_nothing_and_is_noticed() {
        var small = TransitionTable.named("move")
                .waitingIn(Moves.State.REQUESTED)
                .on(Signal.CANCEL, Moves.State.CANCELLED)
                .endingIn(Moves.State.CANCELLED);

        disagrees(
                () -> AlteredMachines.configuredFrom(Moves.TABLE, small).fire("REMOVED", Signal.DONE),
                "ADDED",
                "was restored to REQUESTED instead");
    }

    @Test
    void a_library_that_begins_elsewhere_is_noticed() {
        var other = TransitionTable.named("move")
                .waitingIn(Moves.State.CHECKED)
                .on(Signal.CANCEL, Moves.State.CANCELLED)
                .endingIn(Moves.State.CANCELLED);

        disagrees(() -> AlteredMachines.configuredFrom(Moves.TABLE, other).startAnew(), "REQUESTED", "CHECKED");
    }

    @Test
    void a_library_that_throws_is_a_disagreement_and_the_next_question_gets_another_machine() {
        var built = new AtomicInteger();
        var factory = new TableStateMachineFactory(Moves.TABLE);
        var failing = AlteredMachines.with(Moves.TABLE, () -> {
            if (built.incrementAndGet() == 1) {
                throw new IllegalStateException("no machine today");
            }
            return factory.started();
        });

        disagrees(
                () -> failing.fire("REMOVED", Signal.DONE),
                "ADDED",
                "failed with java.lang.IllegalStateException: no machine today");
        assertThat(failing.fire("REMOVED", Signal.DONE)).isEqualTo("ADDED");
    }

    @Test
    void a_step_whose_outcome_the_table_does_not_know_has_no_certain_next_state() {
        disagrees(() -> machine.fire("SUCCEEDED", Signal.DONE), "no such transition", "did not accept it");
        disagrees(
                () -> WorkflowMachine.of(Moves.TABLE, OFF).fire("SUCCEEDED", Signal.DONE), "no such transition", "off");
    }

    @Test
    void the_log_says_once_which_library_decides_and_how_large_its_pool_is() {
        var logger = (Logger) LoggerFactory.getLogger(WorkflowMachine.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.INFO);
        try {
            var small = WorkflowMachine.of(Moves.TABLE, new StateMachineSettings(true, 3, Duration.ZERO));
            small.fire("REMOVED", Signal.DONE);
            small.fire("ADDED", Signal.DONE);
            WorkflowMachine.of(Moves.TABLE, OFF).fire("REMOVED", Signal.DONE);
        } finally {
            logger.setLevel(null);
            logger.detachAppender(lines);
        }

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "State machine of move: spring-statemachine 4.0.2, pool 3",
                        "State machine of move: the transition table alone; spring-statemachine is off");
    }
}
