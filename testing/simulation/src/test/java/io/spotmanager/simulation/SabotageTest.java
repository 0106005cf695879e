package io.spotmanager.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.simulation.database.SimulationDatabase;
import io.spotmanager.simulation.engine.Fault;
import io.spotmanager.simulation.history.HistoryRunner;
import io.spotmanager.simulation.history.Picture;
import io.spotmanager.simulation.history.Plan;
import io.spotmanager.simulation.history.Scenarios;
import io.spotmanager.simulation.history.Shrinking;
import io.spotmanager.simulation.service.Surgery;
import io.spotmanager.workflow.machine.Signal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The harness is tested: it finds each fault that is put into the service on purpose. */
class SabotageTest {
    private static final long SEED = 1;
    private static final Set<Fault> ALL = EnumSet.allOf(Fault.class);
    private static SimulationDatabase.Server server;

    @BeforeAll
    static void open() {
        server = new SimulationDatabase.Server();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    static Stream<Arguments> sabotages() {
        var move = Scenarios.move();
        var cancelled = Scenarios.moveAndAction(Signal.CANCEL);
        return Stream.of(
                Arguments.of(
                        Sabotages.acknowledgedBeforeTheCommit(),
                        "acknowledged before its execution had ended",
                        List.of(move),
                        ALL),
                Arguments.of(
                        Sabotages.severalOperationsOfAHost(),
                        "were open at once",
                        List.of(Scenarios.moveAndBack()),
                        ALL),
                Arguments.of(
                        Sabotages.historyOutsideTheTransaction(),
                        "the history is not intact|was written under fence",
                        List.of(move),
                        ALL),
                Arguments.of(Sabotages.lockedRowsAwaited(), "waited for a lock of another session", List.of(move), ALL),
                Arguments.of(
                        Sabotages.commandNotWritten(), "stood still although no command was lost", List.of(move), ALL),
                Arguments.of(
                        Sabotages.interruptionNotRecorded(), "but by its ended operations", List.of(cancelled), ALL),
                Arguments.of(Sabotages.unclearCallForgotten(), "but by its ended operations", List.of(cancelled), ALL),
                Arguments.of(
                        Sabotages.noWaitBeforeTheLastWord(), "but by its ended operations", List.of(cancelled), ALL),
                Arguments.of(Sabotages.timeOfTheMachine(), "but by its ended operations", List.of(cancelled), ALL),
                Arguments.of(
                        Sabotages.machineRequestedTwice(),
                        "of what should be one machine",
                        List.of(Scenarios.launch()),
                        EnumSet.of(Fault.LATE_EFFECT, Fault.REPLY_LOST)),
                Arguments.of(Sabotages.fenceNotRaised(), "of that claim does not tell", List.of(move), ALL),
                // Two workers have to stand still one after the other, which two faults by chance seldom are.
                Arguments.of(
                        Sabotages.fenceDroppedFromTheSave(),
                        "when the claim had fence",
                        List.of(move),
                        EnumSet.of(Fault.PAUSE)));
    }

    @ParameterizedTest
    @MethodSource("sabotages")
    void a_sabotage_is_found(Surgery sabotage, String complaint, List<Plan> scenarios, Set<Fault> faults) {
        try (var database = server.create()) {
            var runner = new HistoryRunner(database, sabotage);
            var search = new Search(runner, SEED);

            var found = search.in(scenarios, faults);

            assertThat(found).as("a history that shows: %s", sabotage.name()).isPresent();
            var shortest = new Shrinking(runner).shortest(found.get());
            Measured.tell("simulation: sabotage found: %s: history %d, shortened to %d faults"
                    .formatted(
                            sabotage.name(),
                            search.histories(),
                            shortest.injected().size()));
            System.out.println(Picture.of(shortest));
            assertThat(shortest.violations())
                    .anySatisfy(each -> assertThat(each).containsPattern(complaint));
            assertThat(shortest.injected())
                    .hasSizeLessThanOrEqualTo(found.get().injected().size());
        }
    }
}
