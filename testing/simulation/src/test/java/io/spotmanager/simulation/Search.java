package io.spotmanager.simulation;

import io.spotmanager.simulation.engine.Fault;
import io.spotmanager.simulation.history.Enumeration;
import io.spotmanager.simulation.history.HistoryRunner;
import io.spotmanager.simulation.history.Outcome;
import io.spotmanager.simulation.history.Plan;
import io.spotmanager.simulation.history.RandomHistories;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/** Looks for a history that fails: first with one fault, then with two, then by chance. */
final class Search {
    private static final int PAIRS = 600;
    private static final int BY_CHANCE = 2_000;

    private final HistoryRunner runner;
    private final long seed;
    private int histories;

    Search(HistoryRunner runner, long seed) {
        this.runner = runner;
        this.seed = seed;
    }

    int histories() {
        return histories;
    }

    /** @param faults the kinds of faults that are tried */
    Optional<Outcome> in(List<Plan> scenarios, Set<Fault> faults) {
        var singles = new ArrayList<Plan>();
        for (var plan : scenarios) {
            var outcome = run(plan);
            if (!outcome.violations().isEmpty()) {
                return Optional.of(outcome);
            }
            Enumeration.singles(plan, outcome.points()).stream()
                    .filter(single -> faults.contains(single.faults().getFirst().fault()))
                    .forEach(singles::add);
        }
        Collections.shuffle(singles, new Random(seed));
        return first(singles)
                .or(() -> first(Enumeration.pairs(singles, runner, new SplittableRandom(seed), PAIRS, faults)))
                .or(this::byChance);
    }

    private Optional<Outcome> first(List<Plan> plans) {
        return plans.stream().map(this::run).filter(Search::fails).findFirst();
    }

    private Optional<Outcome> byChance() {
        for (var number = seed; number < seed + BY_CHANCE; number++) {
            histories++;
            var outcome = RandomHistories.one(runner, number);
            if (fails(outcome)) {
                return Optional.of(outcome);
            }
        }
        return Optional.empty();
    }

    private Outcome run(Plan plan) {
        histories++;
        return runner.run(plan);
    }

    private static boolean fails(Outcome outcome) {
        return !outcome.violations().isEmpty();
    }
}
