package io.spotmanager.simulation.history;

import java.util.List;
import java.util.function.Consumer;

/** Random histories, each of which is decided by its number. */
public final class RandomHistories {
    private RandomHistories() {}

    /** Runs the history of that number. */
    public static Outcome one(HistoryRunner runner, long number) {
        return runner.run(RandomPlans.plan(number), RandomPlans.faults(number));
    }

    /**
     * Runs histories and returns those whose end violates something.
     *
     * @param each gets every outcome, from several threads
     */
    public static List<Outcome> failing(Lanes lanes, long first, long number, Consumer<Outcome> each) {
        return lanes.failing(first, number, RandomHistories::one, each);
    }
}
