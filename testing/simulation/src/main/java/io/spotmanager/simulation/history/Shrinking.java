package io.spotmanager.simulation.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Shortens a history that fails, as long as it still fails in the same way. */
public final class Shrinking {
    private final HistoryRunner runner;

    public Shrinking(HistoryRunner runner) {
        this.runner = runner;
    }

    /** Returns the shortest history that was found. */
    public Outcome shortest(Outcome failing) {
        var shortest = failing;
        var before = Integer.MAX_VALUE;
        while (size(shortest) < before) {
            before = size(shortest);
            shortest = tryPlan(shortest, shortest.plan().withSwitching(0));
            shortest = without(shortest, shortest.plan().faults(), Plan::withFaults);
            shortest = without(shortest, shortest.plan().commands(), Plan::withCommands);
            shortest = without(shortest, shortest.plan().finishing(), Plan::withFinishing);
        }
        return shortest;
    }

    private static int size(Outcome outcome) {
        var plan = outcome.plan();
        return plan.faults().size() + plan.commands().size() + plan.finishing().size() + (plan.switching() > 0 ? 1 : 0);
    }

    private <T> Outcome without(Outcome failing, List<T> parts, BiFunction<Plan, List<T>, Plan> with) {
        var shortest = failing;
        var left = new ArrayList<>(parts);
        for (var part : parts) {
            var fewer = new ArrayList<>(left);
            fewer.remove(part);
            var shorter = tryPlan(shortest, with.apply(shortest.plan(), fewer));
            if (shorter != shortest) {
                left = fewer;
                shortest = shorter;
            }
        }
        return shortest;
    }

    private Outcome tryPlan(Outcome failing, Plan shorter) {
        if (shorter.equals(failing.plan())) {
            return failing;
        }
        var outcome = runner.run(shorter);
        return outcome.violations().stream()
                        .anyMatch(one -> isLike(one, failing.violations().getFirst()))
                ? outcome
                : failing;
    }

    /** The same sentence, but for what differs between histories. */
    private static boolean isLike(String one, String other) {
        return kind(one).equals(kind(other));
    }

    private static String kind(String sentence) {
        return sentence.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}|\\d+|\\[.*|A100.*? ", "");
    }
}
