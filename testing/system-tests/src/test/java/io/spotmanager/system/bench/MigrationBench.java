package io.spotmanager.system.bench;

import io.spotmanager.system.harness.Broker;
import io.spotmanager.system.harness.BrokerInTest;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Installation.Size;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * {@code ./spot bench migrations [RATE...]}: offers moves at each rate on a fixed schedule, independent of earlier ones, with a
 * simulated cloud without latency.
 *
 * <p>Environment: WARM seconds of warm-up at the first rate before a checkpoint and another 20 (60), MEASURE seconds per
 * rate (10), WORKERS (1), HOSTS (400), BROKER ({@code rabbitmq} or {@code embedded}), ROUNDS (1).
 */
public final class MigrationBench {
    private static final int SEGMENTS = 12;
    private static final Duration AFTER_CHECKPOINT = Duration.ofSeconds(20);

    private MigrationBench() {}

    static void main(String[] arguments) {
        var rates = arguments.length == 0
                ? List.of(50, 100, 150, 200)
                : Arrays.stream(arguments).map(Integer::valueOf).toList();
        var measured = Duration.ofSeconds(number("MEASURE", 10));
        var size = new Size(number("HOSTS", 400), number("WORKERS", 1));
        try (var installation = Installation.start(
                MigrationBench.class,
                broker(),
                size,
                "--SPOT_CLOUD_CALLS_PER_SECOND=100000",
                "--SPOT_CLOUD_BURST=100000")) {
            var load = new MoveLoad(installation);
            var meter = new Meter(installation.database().jdbc());
            System.out.printf(
                    "%d workers, %d hosts of which %d move, broker %s, %s%n",
                    size.workers(), size.hosts(), load.hosts(), brokerName(), meter.versions());
            load.offer(rates.getFirst(), Duration.ofSeconds(number("WARM", 60)));
            ageDatabase(installation);
            load.offer(rates.getFirst(), AFTER_CHECKPOINT);
            System.out.println(Measurement.HEADER);
            for (var round = 0; round < number("ROUNDS", 1); round++) {
                for (var rate : rates) {
                    var before = meter.read();
                    var moves = load.offer(rate, measured);
                    var used = meter.read().since(before);
                    System.out.println(Measurement.of(rate, moves, used).row());
                }
            }
            System.out.println(meter.memory());
        }
        System.exit(0);
    }

    /**
     * A new database fills each segment of its log with zeros before its first use, while every commit waits. One that has been
     * running for some time uses the segments again that a checkpoint has freed: here a dozen, 192 MB.
     */
    private static void ageDatabase(Installation installation) {
        var jdbc = installation.database().jdbc();
        for (var segment = 0; segment < SEGMENTS; segment++) {
            jdbc.sql("select pg_logical_emit_message(true, 'bench', 'a switch needs something in the segment')")
                    .query(String.class)
                    .single();
            jdbc.sql("select pg_switch_wal()").query(String.class).single();
        }
        jdbc.sql("checkpoint").update();
    }

    private static String brokerName() {
        return System.getenv().getOrDefault("BROKER", "rabbitmq");
    }

    private static Broker broker() {
        return brokerName().equals("embedded") ? new BrokerInTest() : Brokers.node();
    }

    private static int number(String variable, int usual) {
        return Integer.parseInt(System.getenv().getOrDefault(variable, String.valueOf(usual)));
    }
}
