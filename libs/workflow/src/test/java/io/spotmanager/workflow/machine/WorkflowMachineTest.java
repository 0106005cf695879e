package io.spotmanager.workflow.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.spotmanager.workflow.fixture.Moves;
import io.spotmanager.workflow.fixture.Seed;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WorkflowMachineTest {
    private final StateMachineFactory machines = new StateMachineFactory(Moves.TABLE);

    static Stream<Arguments> exits() {
        return Moves.TABLE.rows().stream()
                .flatMap(row -> row.exits().entrySet().stream()
                        .map(exit -> Arguments.of(row.state(), exit.getKey(), exit.getValue())));
    }

    @ParameterizedTest(name = "{0} on {1} leads to {2}")
    @MethodSource("exits")
    void every_exit_of_the_table_is_taken(String from, Signal signal, String to) {
        var machine = machines.at(from);

        assertThat(machine.fire(signal)).contains(to);
        assertThat(machine.state()).isEqualTo(to);
    }

    static Stream<Arguments> absentExits() {
        return Moves.TABLE.rows().stream()
                .flatMap(row -> Stream.of(Signal.values())
                        .filter(signal -> !row.exits().containsKey(signal))
                        .map(signal -> Arguments.of(row.state(), signal)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("absentExits")
    void what_the_table_has_not_is_denied_and_moves_nothing(String state, Signal signal) {
        var machine = machines.at(state);

        assertThat(machine.fire(signal)).isEmpty();
        assertThat(machine.state()).isEqualTo(state);
    }

    @Test
    void a_machine_can_be_put_back_after_a_change_that_could_not_be_saved() {
        var machine = machines.at("REQUESTED");
        machine.fire(Signal.DONE);

        machine.moveTo("REQUESTED");

        assertThat(machine.state()).isEqualTo("REQUESTED");
        assertThat(machine.fire(Signal.CANCEL)).contains("CANCELLED");
    }

    @Test
    void a_machine_cannot_stand_in_a_state_that_the_table_has_not() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> machines.at("FLYING"))
                .withMessageContaining("FLYING");
    }

    @Test
    void a_library_that_goes_elsewhere_than_the_table_says_is_found_before_any_operation_is_touched() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new StateMachineFactory(
                        Moves.TABLE, (state, signal) -> signal == Signal.CANCEL ? "LOST" : target(state, signal)))
                .withMessageContaining("CANCEL")
                .withMessageContaining("LOST");
    }

    @Test
    void a_library_that_moves_where_the_table_has_no_exit_is_found_as_well() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new StateMachineFactory(
                        Moves.TABLE,
                        (state, signal) -> state.equals("SUCCEEDED") ? "REQUESTED" : target(state, signal)))
                .withMessageContaining("must lead to SUCCEEDED");
    }

    private static String target(String state, Signal signal) {
        return Moves.TABLE.row(state).exits().getOrDefault(signal, state);
    }

    @Test
    void the_library_agrees_with_the_table_in_any_order_of_questions() {
        var random = Seed.of("the_library_agrees_with_the_table_in_any_order_of_questions");
        var library = new SpringStateMachineProof(Moves.TABLE);
        for (var i = 0; i < 300; i++) {
            var row = Moves.TABLE.rows().get(random.nextInt(Moves.TABLE.rows().size()));
            var signal = Signal.values()[random.nextInt(Signal.values().length)];

            assertThat(library.after(row.state(), signal)).isEqualTo(target(row.state(), signal));
        }
    }
}
