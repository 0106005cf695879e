package io.spotmanager.simulation.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Random histories, each of which is decided by its number. */
public final class RandomHistories {
    private static final long PORTION = 100;

    private RandomHistories() {}

    /** Runs the history of that number. */
    public static Outcome one(HistoryRunner runner, long number) {
        return runner.run(RandomPlans.plan(number), RandomPlans.faults(number));
    }

    /**
     * Runs histories until a time has passed, and returns those whose end violates something.
     *
     * @param most at most so many
     * @param each gets every outcome, from several threads
     */
    public static List<Outcome> failingWithin(
            Duration time, Lanes lanes, long first, long most, Consumer<Outcome> each) {
        var begin = System.nanoTime();
        var failing = new ArrayList<Outcome>();
        for (var done = 0L; done < most && System.nanoTime() - begin < time.toNanos(); done += PORTION) {
            failing.addAll(failing(lanes, first + done, Math.min(PORTION, most - done), each));
        }
        return failing;
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
