package io.spotmanager.simulation.engine;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Decides at each point whether something goes wrong there. */
@FunctionalInterface
public interface FaultSource {
    FaultSource NONE = point -> Optional.empty();

    Optional<Fault> at(Point point);

    /** The given faults and no others. */
    static FaultSource planned(List<PlannedFault> faults) {
        return point -> faults.stream()
                .filter(fault -> fault.isFor(point))
                .map(PlannedFault::fault)
                .findFirst();
    }

    /**
     * Faults by chance.
     *
     * @param probability of a fault at each point
     * @param most at most so many in all
     */
    static FaultSource random(SplittableRandom random, double probability, int most) {
        var left = new int[] {most};
        return point -> {
            if (left[0] == 0 || random.nextDouble() >= probability) {
                return Optional.empty();
            }
            left[0]--;
            var faults = point.kind().faults().toArray(Fault[]::new);
            return Optional.of(faults[random.nextInt(faults.length)]);
        };
    }
}
