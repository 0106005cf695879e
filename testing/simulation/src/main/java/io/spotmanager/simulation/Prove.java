package io.spotmanager.simulation;

import io.spotmanager.simulation.history.Exploration;
import io.spotmanager.simulation.history.Lanes;
import io.spotmanager.simulation.history.Picture;
import io.spotmanager.simulation.history.RandomHistories;
import io.spotmanager.simulation.history.Scenarios;
import io.spotmanager.simulation.history.Shrinking;
import io.spotmanager.simulation.service.Surgery;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.TreeSet;

/** {@code ./spot prove}: runs histories for as long as wanted, and tells the shortest of those that fail. */
public final class Prove {
    private static final int LANES = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final int MOST_TOLD = 5;
    private static final PrintStream OUT = System.out;

    private Prove() {}

    static void main(String[] arguments) throws IOException {
        try {
            System.exit(run(ProveOptions.of(arguments)) ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static boolean run(ProveOptions options) throws IOException {
        try (var lanes = new Lanes(options.histories() == 1 ? 1 : LANES, Surgery.NONE)) {
            return options.points() ? everyPoint(lanes) : random(lanes, options);
        }
    }

    private static boolean random(Lanes lanes, ProveOptions options) throws IOException {
        if (options.histories() == 1) {
            var outcome = RandomHistories.one(lanes.first(), options.seed());
            OUT.println(Picture.of(outcome));
            return outcome.violations().isEmpty();
        }
        var state = options.resume() == null
                ? ProveState.of(options.seed())
                : ProveState.read(options.resume(), options.seed());
        OUT.printf(
                "seed %d, histories %d to %d, %d at a time%n",
                state.seed(), state.done() + 1, options.histories(), LANES);
        var begin = System.nanoTime();
        var resumedAt = state.done();
        var failing = new TreeSet<>(state.failing());
        while (state.done() < options.histories()) {
            var number = Math.min(ProveState.PORTION, options.histories() - state.done());
            var bad = RandomHistories.failing(lanes, state.seed() + state.done(), number, outcome -> {});
            for (var outcome : bad) {
                failing.add(outcome.plan().seed());
                if (failing.size() <= MOST_TOLD) {
                    OUT.println(Picture.of(new Shrinking(lanes.first()).shortest(outcome)));
                }
            }
            state = new ProveState(state.seed(), state.done() + number, List.copyOf(failing));
            if (options.resume() != null) {
                state.write(options.resume());
            }
            OUT.printf(
                    "%d histories, %d failing, %.1f a second%n",
                    state.done(), failing.size(), (state.done() - resumedAt) / seconds(begin));
        }
        OUT.println(failing.isEmpty() ? "All hold." : "Seeds that fail: " + failing);
        return failing.isEmpty();
    }

    private static double seconds(long begin) {
        return Math.max(0.001, (System.nanoTime() - begin) / 1e9);
    }

    private static boolean everyPoint(Lanes lanes) {
        var begin = System.nanoTime();
        var histories = 0;
        var whole = true;
        for (var plan : Scenarios.all()) {
            var explored = Exploration.of(plan, lanes, Integer.MAX_VALUE);
            OUT.println(explored);
            explored.failing().stream()
                    .limit(MOST_TOLD)
                    .map(new Shrinking(lanes.first())::shortest)
                    .map(Picture::of)
                    .forEach(OUT::println);
            histories += explored.histories();
            whole &= explored.failing().isEmpty();
        }
        OUT.printf("%d histories in %.0f s%n", histories, seconds(begin));
        return whole;
    }
}
