package io.spotmanager.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.simulation.history.Exploration;
import io.spotmanager.simulation.history.Lanes;
import io.spotmanager.simulation.history.Picture;
import io.spotmanager.simulation.history.Plan;
import io.spotmanager.simulation.history.Scenarios;
import io.spotmanager.simulation.history.Shrinking;
import io.spotmanager.simulation.service.Surgery;
import io.spotmanager.workflow.machine.Signal;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs a scenario once to find its points, then once for each fault at each of them. */
class EveryFaultAtEveryPointTest {
    private static final int PAIRS = Integer.getInteger("spot.pairs", 100);
    private static final int ROUNDS = 2;
    private static Lanes lanes;

    @BeforeAll
    static void open() {
        lanes = new Lanes(Measured.LANES, Surgery.NONE);
    }

    @AfterAll
    static void close() {
        lanes.close();
    }

    static List<Plan> scenarios() {
        return List.of(
                Scenarios.move(),
                Scenarios.moveAndBack(),
                Scenarios.moveAndAction(Signal.ADOPT),
                Scenarios.moveAndAction(Signal.CANCEL),
                Scenarios.withdrawal(),
                Scenarios.withdrawalAndPlacement(),
                Scenarios.drain(),
                Scenarios.drainAndCancel(),
                Scenarios.launch(),
                Scenarios.retirement(),
                Scenarios.retirementAndCancel(),
                Scenarios.retirementAndMove(),
                Scenarios.adoptionAndRetirement(),
                Scenarios.firewall(),
                Scenarios.firewallAndAdopt());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void nothing_is_lost_by_any_single_fault(Plan scenario) {
        requireAllHold(Measured.timed(scenario.name(), () -> Exploration.of(scenario, lanes, ROUNDS)));
    }

    @Test
    void nothing_is_lost_by_two_faults() {
        var seed = Measured.seed();
        requireAllHold(Measured.timed(
                "pairs of faults, seed " + seed, () -> Exploration.ofPairs(Scenarios.move(), lanes, seed, PAIRS)));
    }

    private static void requireAllHold(Exploration explored) {
        assertThat(explored.failing())
                .as(() -> explored + "\n"
                        + Picture.of(new Shrinking(lanes.first())
                                .shortest(explored.failing().getFirst())))
                .isEmpty();
    }
}
