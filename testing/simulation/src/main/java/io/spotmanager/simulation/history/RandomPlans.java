package io.spotmanager.simulation.history;

import io.spotmanager.simulation.engine.FaultSource;
import io.spotmanager.simulation.service.Installation;
import io.spotmanager.workflow.machine.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Histories by chance: several hosts, commands, operators and faults. One number decides everything about one of them. */
public final class RandomPlans {
    private static final List<Signal> ACTIONS =
            List.of(Signal.RETRY, Signal.ROLL_BACK, Signal.SKIP, Signal.ADOPT, Signal.CANCEL);
    private static final List<String> POOLS = Installation.POOLS.subList(0, 3);
    private static final double[] SWITCHING = {0, 0.02, 0.1, 0.4};
    private static final double[] FAULTS = {0.005, 0.02, 0.05};
    private static final int MOST_FAULTS = 6;

    /** One history in so many has a launch, which takes several times as long as a move. */
    private static final int LAUNCHES = 8;

    /** One move in so many is a withdrawal and a placement. */
    private static final int STOPS = 4;

    /** One move in so many waits until its host is empty. */
    private static final int DRAINS = 6;

    private static final int STOPS_OF_A_HOST = 8;

    private RandomPlans() {}

    /** Returns the plan of that number, without its faults. */
    public static Plan plan(long seed) {
        var random = new SplittableRandom(seed);
        var hosts = new LinkedHashMap<String, String>();
        var commands = new ArrayList<Command>();
        for (var host = 1; host <= 1 + random.nextInt(3); host++) {
            moves("A100-0" + host, hosts, commands, random);
        }
        if (random.nextInt(LAUNCHES) == 0) {
            hosts.put("CA1-L40-01", "L40-n3-runpod");
            commands.add(new Command.Launch(Duration.ofMillis(1_000 + random.nextInt(2_000)), "CA1-L40-01"));
        }
        var finishing = random.ints(random.nextInt(4), 0, ACTIONS.size())
                .mapToObj(ACTIONS::get)
                .toList();
        return new Plan(
                "history " + seed,
                hosts,
                List.copyOf(commands),
                finishing,
                seed,
                SWITCHING[random.nextInt(SWITCHING.length)],
                Duration.ofMillis(random.nextInt(1_000, 9_000)),
                List.of());
    }

    private static void moves(
            String host, LinkedHashMap<String, String> hosts, List<Command> commands, SplittableRandom random) {
        var here = POOLS.get(random.nextInt(POOLS.size()));
        hosts.put(host, here);
        for (var number = 0; number <= random.nextInt(3); number++) {
            var source = here;
            var others = POOLS.stream().filter(pool -> !pool.equals(source)).toList();
            var target = others.get(random.nextInt(others.size()));
            var at = Duration.ofMillis(1_000 + random.nextInt(2_000));
            here = go(commands, at, host, source, target, random);
            if (random.nextInt(3) == 0) {
                commands.add(new Command.Ask(
                        at.plusMillis(random.nextInt(40_000)), host, ACTIONS.get(random.nextInt(ACTIONS.size()))));
            }
        }
    }

    /** One in so many goes by no pool on its way, or waits until the host is empty. */
    private static String go(
            List<Command> commands, Duration at, String host, String source, String target, SplittableRandom random) {
        if (random.nextInt(DRAINS) == 0) {
            var vmGone = Duration.ofMillis(random.nextInt(20_000));
            commands.add(new Command.Drain(at, host, source, target, vmGone));
            return target;
        }
        if (random.nextInt(STOPS) > 0) {
            commands.add(new Command.Move(at, host, source, target));
            return target;
        }
        commands.add(new Command.Withdraw(at, host, source));
        commands.add(new Command.Place(at.plusMillis(1 + random.nextInt(3_000)), host, target));
        return target;
    }

    /**
     * Returns a long plan of operations of all kinds, without its faults: on each host one after the other, on all hosts at once.
     *
     * @param operations how many, or a few less
     */
    public static Plan mixed(long seed, int operations) {
        var random = new SplittableRandom(seed);
        var hosts = new LinkedHashMap<String, String>();
        var commands = new ArrayList<Command>();
        hosts.put("CA1-L40-01", "L40-n3-runpod");
        commands.add(new Command.Launch(Duration.ofSeconds(1), "CA1-L40-01"));
        hosts.put("CA1-L40-02", "L40-n3-runpod");
        commands.add(new Command.Retire(Duration.ofSeconds(1), "CA1-L40-02"));
        hosts.put("CA1-L40-03", "L40-n3-runpod");
        commands.add(new Command.RetireAndMove(Duration.ofSeconds(1), "CA1-L40-03", "L40-n3-runpod", "L40-n3"));
        hosts.put("CA1-L40-04", "L40-n3-runpod");
        commands.add(new Command.AttachFirewall(Duration.ofSeconds(1), "CA1-L40-04"));
        while (commands.size() < operations) {
            var host = "A100-%02d".formatted(hosts.size());
            var here = POOLS.get(random.nextInt(POOLS.size()));
            hosts.put(host, here);
            for (var stop = 0; stop < STOPS_OF_A_HOST && commands.size() < operations; stop++) {
                var source = here;
                var others = POOLS.stream().filter(pool -> !pool.equals(source)).toList();
                var at = Duration.ofSeconds(1 + 20L * stop).plusMillis(random.nextInt(15_000));
                here = go(commands, at, host, source, others.get(random.nextInt(others.size())), random);
            }
        }
        return new Plan(
                "%d operations, %d".formatted(commands.size(), seed),
                hosts,
                List.copyOf(commands),
                Stream.generate(() -> List.of(Signal.RETRY, Signal.ROLL_BACK, Signal.ADOPT))
                        .limit(operations)
                        .flatMap(List::stream)
                        .toList(),
                seed,
                SWITCHING[1],
                Duration.ofSeconds(5),
                List.of());
    }

    /** Returns the faults of a long plan: about so many. */
    public static FaultSource faults(long seed, int about) {
        return FaultSource.random(new SplittableRandom(~seed), FAULTS[1], about);
    }

    /** Returns the faults of the history of that number. */
    public static FaultSource faults(long seed) {
        var random = new SplittableRandom(~seed);
        return FaultSource.random(random, FAULTS[random.nextInt(FAULTS.length)], 1 + random.nextInt(MOST_FAULTS));
    }
}
