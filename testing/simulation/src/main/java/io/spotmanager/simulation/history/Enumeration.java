package io.spotmanager.simulation.history;

import io.spotmanager.simulation.engine.Fault;
import io.spotmanager.simulation.engine.PlannedFault;
import io.spotmanager.simulation.engine.Point;
import io.spotmanager.workflow.machine.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Finds the points of a history by running it, and tries every fault at every point. */
public final class Enumeration {
    private static final int SAME_FIRST_FAULT = 5;
    private static final List<Signal> ACTIONS =
            List.of(Signal.RETRY, Signal.ROLL_BACK, Signal.SKIP, Signal.ADOPT, Signal.CANCEL);

    private Enumeration() {}

    /** Returns one plan for each point and each fault that is possible there. */
    public static List<Plan> singles(Plan plan, List<Point> points) {
        return points.stream()
                .flatMap(point -> point.kind().faults().stream()
                        .map(fault -> plan.withFaults(List.of(PlannedFault.at(point, fault)))))
                .toList();
    }

    /**
     * Returns plans with two faults: a random one and one at a random later point of that history.
     *
     * @param runner finds the points that a history has after its first fault
     * @param number how many
     * @param faults the second fault is one of these
     */
    public static List<Plan> pairs(
            List<Plan> singles, HistoryRunner runner, SplittableRandom random, int number, Set<Fault> faults) {
        var pairs = new ArrayList<Plan>();
        while (pairs.size() < number) {
            var one = runner.run(singles.get(random.nextInt(singles.size())));
            if (one.injected().isEmpty()) {
                continue;
            }
            var points = one.points();
            for (var i = 0; i < SAME_FIRST_FAULT && pairs.size() < number; i++) {
                var point = points.get(random.nextInt(points.size()));
                var possible =
                        point.kind().faults().stream().filter(faults::contains).toArray(Fault[]::new);
                if (possible.length == 0) {
                    continue;
                }
                var second = PlannedFault.at(point, possible[random.nextInt(possible.length)]);
                pairs.add(one.plan().withFaults(List.of(one.injected().getFirst(), second)));
            }
        }
        return pairs;
    }

    /** Returns the same history once for each thing that a person may decide at its end. */
    public static List<Plan> decisions(Plan waiting) {
        return ACTIONS.stream()
                .map(action -> waiting.withFinishing(List.of(action)))
                .toList();
    }
}
