package io.spotmanager.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.simulation.history.Lanes;
import io.spotmanager.simulation.history.Outcome;
import io.spotmanager.simulation.history.RandomPlans;
import io.spotmanager.simulation.service.Surgery;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Long histories: moves, placements, withdrawals, drains, a launch and a retirement side by side, with faults, until all is at rest. */
class MixedOperationsTest {
    private static final int OPERATIONS = Integer.getInteger("spot.mixed", 200);
    private static final int FAULTS = 40;
    private static final int SEEDS = 5;

    @Test
    void everything_is_accounted_for_and_every_service_that_was_closed_is_open() {
        var seed = Measured.seed();
        var outcomes = new ConcurrentLinkedQueue<Outcome>();
        try (var lanes = new Lanes(Measured.LANES, Surgery.NONE)) {
            var failing = lanes.failing(
                    seed,
                    SEEDS,
                    (runner, number) ->
                            runner.run(RandomPlans.mixed(number, OPERATIONS), RandomPlans.faults(number, FAULTS)),
                    outcomes::add);
            outcomes.forEach(outcome -> Measured.tell("simulation: %s: %d faults, %s"
                    .formatted(outcome.plan().name(), outcome.plan().faults().size(), ends(outcome))));
            assertThat(failing)
                    .extracting(outcome -> outcome.plan().name() + ": " + outcome.violations())
                    .isEmpty();
        }
        assertThat(outcomes)
                .hasSize(SEEDS)
                .allSatisfy(outcome -> assertThat(outcome.operations())
                        .as("operations of %s", outcome.plan().name())
                        .hasSizeGreaterThan(OPERATIONS / 2));
    }

    private static String ends(Outcome outcome) {
        return outcome.operations().stream()
                .collect(Collectors.groupingBy(
                        each -> each.replaceAll(".*?([A-Z_]{5,}).*", "$1"), Collectors.counting()))
                .toString();
    }
}
