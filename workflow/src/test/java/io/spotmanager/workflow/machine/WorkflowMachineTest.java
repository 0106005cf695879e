package io.spotmanager.workflow.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spotmanager.workflow.fixture.Moves;
import io.spotmanager.workflow.fixture.Seed;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WorkflowMachineTest {
    private final WorkflowMachines machines = new WorkflowMachines(Moves.TABLE);

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
    void machines_of_one_factory_do_not_disturb_each_other_on_many_threads() throws Exception {
        var random = Seed.of("machines_of_one_factory_do_not_disturb_each_other_on_many_threads");
        var walks = IntStream.range(0, 40).mapToObj(i -> random.split()).toList();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var done : threads.invokeAll(walks.stream()
                    .map(luck -> (java.util.concurrent.Callable<Void>) () -> {
                        var machine = machines.at(Moves.TABLE.initial());
                        var expected = Moves.TABLE.initial();
                        for (var i = 0; i < 15; i++) {
                            var signal = Signal.values()[luck.nextInt(Signal.values().length)];
                            var target = Moves.TABLE.row(expected).exits().get(signal);
                            assertThat(machine.fire(signal).orElse(null)).isEqualTo(target);
                            expected = target == null ? expected : target;
                            assertThat(machine.state()).isEqualTo(expected);
                        }
                        return null;
                    })
                    .toList())) {
                done.get();
            }
        }
    }
}
