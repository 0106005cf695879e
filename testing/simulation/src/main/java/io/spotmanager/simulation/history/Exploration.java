package io.spotmanager.simulation.history;

import io.spotmanager.simulation.engine.Fault;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Every fault at every point of a scenario, and every decision of a person wherever that leaves one to make.
 *
 * @param points of the history without a fault
 * @param histories that were run
 * @param failing those whose end violates something
 */
public record Exploration(Plan scenario, int points, int histories, List<Outcome> failing) {
    /**
     * Explores a scenario.
     *
     * @param rounds how many rounds of the background are explored: heartbeats, sweeps and the relay go on as long as a history waits,
     *     and pass the same points each time
     */
    public static Exploration of(Plan scenario, Lanes lanes, int rounds) {
        var undisturbed = lanes.first().run(scenario);
        var failing = new ArrayList<Outcome>();
        if (!undisturbed.violations().isEmpty()) {
            failing.add(undisturbed);
        }
        Queue<Plan> waiting = new ConcurrentLinkedQueue<>();
        var points = undisturbed.points().stream()
                .filter(point -> !point.isOfBackground() || point.occurrence() <= rounds)
                .toList();
        var singles = Enumeration.singles(scenario, points);
        failing.addAll(lanes.failing(singles, outcome -> {
            if (outcome.waiting()) {
                waiting.add(outcome.plan());
            }
        }));
        var decisions = waiting.stream()
                .flatMap(plan -> Enumeration.decisions(plan).stream())
                .toList();
        failing.addAll(lanes.failing(decisions, outcome -> {}));
        return new Exploration(scenario, points.size(), 1 + singles.size() + decisions.size(), failing);
    }

    /** Two faults in one history, as many as wanted. */
    public static Exploration ofPairs(Plan scenario, Lanes lanes, long seed, int number) {
        var undisturbed = lanes.first().run(scenario);
        var singles = Enumeration.singles(scenario, undisturbed.points());
        var pairs = Enumeration.pairs(
                singles, lanes.first(), new SplittableRandom(seed), number, EnumSet.allOf(Fault.class));
        return new Exploration(
                scenario, undisturbed.points().size(), pairs.size(), lanes.failing(pairs, outcome -> {}));
    }

    @Override
    public String toString() {
        return "%s: %d points, %d histories, %d failing".formatted(scenario.name(), points, histories, failing.size());
    }
}
