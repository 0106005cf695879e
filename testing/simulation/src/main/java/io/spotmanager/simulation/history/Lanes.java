package io.spotmanager.simulation.history;

import io.spotmanager.simulation.database.SimulationDatabase;
import io.spotmanager.simulation.service.Surgery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Runs histories side by side, each lane on a database of its own. Every history is the same in every lane. */
public final class Lanes implements AutoCloseable {
    private final SimulationDatabase.Server server = new SimulationDatabase.Server();
    private final List<SimulationDatabase> databases = new ArrayList<>();
    private final List<HistoryRunner> runners = new ArrayList<>();

    public Lanes(int number, Surgery surgery) {
        for (var lane = 0; lane < number; lane++) {
            var database = server.create();
            databases.add(database);
            runners.add(new HistoryRunner(database, surgery));
        }
    }

    /** Returns the runner of the first lane, for histories one by one. */
    public HistoryRunner first() {
        return runners.getFirst();
    }

    /**
     * Runs the plans and returns those whose end violates something, with their outcomes.
     *
     * @param each gets every outcome, from several threads
     */
    public List<Outcome> failing(List<Plan> plans, Consumer<Outcome> each) {
        return failing(0, plans.size(), (runner, number) -> runner.run(plans.get(Math.toIntExact(number))), each);
    }

    /** Runs histories with the given numbers, and returns those whose end violates something. */
    public List<Outcome> failing(
            long first, long number, BiFunction<HistoryRunner, Long, Outcome> history, Consumer<Outcome> each) {
        var next = new AtomicLong(first);
        var failing = new ConcurrentLinkedQueue<Outcome>();
        var broken = new ConcurrentLinkedQueue<Throwable>();
        var threads = runners.stream()
                .map(runner -> Thread.ofPlatform().name("lane").start(() -> {
                    try {
                        for (var own = next.getAndIncrement(); own < first + number; own = next.getAndIncrement()) {
                            var outcome = history.apply(runner, own);
                            if (!outcome.violations().isEmpty()) {
                                failing.add(outcome);
                            }
                            each.accept(outcome);
                        }
                    } catch (Throwable e) {
                        broken.add(e);
                    }
                }))
                .toList();
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        if (!broken.isEmpty()) {
            throw new IllegalStateException("a lane stopped", broken.peek());
        }
        return List.copyOf(failing);
    }

    @Override
    public void close() {
        databases.forEach(SimulationDatabase::close);
        server.close();
    }
}
