package io.spotmanager.system.bench;

import static org.awaitility.Awaitility.await;

import io.spotmanager.clouds.http.Limits;
import io.spotmanager.clouds.openstack.OpenStackCloud;
import io.spotmanager.clouds.openstack.OpenStackSettings;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Installation.Size;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * {@code ./spot bench fleet}: reads a large simulated fleet into the snapshot, then lets boards read it, then does what the
 * former tool did: asks Nova host by host with 20 threads.
 *
 * <p>Environment: HOSTS (1000), SERVERS (5000), LATENCY of each call in milliseconds (20), RATE of reads a second (200), WARM and
 * MEASURE seconds (20, 10), ROUNDS (3).
 */
public final class FleetBench {
    private static final int FORMER_THREADS = 20;
    private static final Duration MAX_WAIT = Duration.ofMinutes(2);

    private final Installation installation;

    private FleetBench(Installation installation) {
        this.installation = installation;
    }

    static void main() throws Exception {
        var latency = Duration.ofMillis(number("LATENCY", 20));
        var size = new Size(number("HOSTS", 1_000), 0, number("SERVERS", 5_000), latency);
        try (var installation = Installation.start(FleetBench.class, Brokers.node(), size)) {
            var meter = new Meter(installation.database().jdbc());
            System.out.printf(
                    "%d hosts, %d servers, %d ms a call, %s%n",
                    size.hosts(), size.servers(), latency.toMillis(), meter.versions());
            new FleetBench(installation).measure(meter);
            System.out.println(meter.memory());
        }
        System.exit(0);
    }

    private void measure(Meter meter) throws Exception {
        var inventory = installation.inventory("--spot.inventory.refresh=1h");
        awaitRead();
        System.out.println("| refresh | ms | calls | rows written | generation |");
        System.out.println("| --- | --- | --- | --- | --- |");
        System.out.printf(
                "| first | %d | %d | all | %d |%n",
                slowest(), installation.cloud().calls(), generation());
        for (var round = 1; round <= number("ROUNDS", 3); round++) {
            unchanged(round);
        }
        System.out.println(meter.memory());
        inventory.close();
        installation.cloud().calls();
        askHostByHost();
        oneTypeForAll();
        var reads = new ReadLoad(installation.operator(), "/api/aggregates/L40");
        var rate = number("RATE", 200);
        reads.offer(rate / 4, Duration.ofSeconds(number("WARM", 20) / 2));
        reads.offer(rate, Duration.ofSeconds(number("WARM", 20) / 2));
        System.out.println(ReadLoad.HEADER);
        var time = Duration.ofSeconds(number("MEASURE", 10));
        for (var round = 1; round <= number("ROUNDS", 3); round++) {
            System.out.println(reads.offer(rate, time));
            System.out.println(reads.compressed().offer(rate, time));
            System.out.println(reads.withEtag().offer(rate, time));
        }
    }

    private void unchanged(int round) {
        installation.cloud().calls();
        var rows = written();
        var begun = System.nanoTime();
        installation.operator().refresh();
        awaitRead();
        var ms = (System.nanoTime() - begun) / 1_000_000;
        System.out.printf(
                "| unchanged, %d | %d | %d | %d | %d |%n",
                round, ms, installation.cloud().calls(), written() - rows, generation());
    }

    private void awaitRead() {
        await("the fleet was read")
                .atMost(MAX_WAIT)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> installation
                        .database()
                        .jdbc()
                        .sql(
                                "select read_at > coalesce(wanted_at, '-infinity') from snapshot where read_at is not null")
                        .query(Boolean.class)
                        .optional()
                        .orElse(false));
    }

    /** Rows of the fleet's own tables, as PostgreSQL counts them. */
    private long written() {
        installation
                .database()
                .jdbc()
                .sql("select pg_stat_force_next_flush()")
                .query()
                .singleRow();
        return one("""
                select sum(n_tup_ins + n_tup_upd + n_tup_del)::bigint from pg_stat_user_tables
                where relname in ('pool', 'pool_host', 'host', 'vm', 'flavor', 'project', 'device')
                """);
    }

    private long generation() {
        return one("select generation from snapshot");
    }

    private long slowest() {
        return one("select max(took_ms)::bigint from source");
    }

    private long one(String sql) {
        return installation.database().jdbc().sql(sql).query(Long.class).single();
    }

    /** A list of one type with every host in it. */
    private void oneTypeForAll() {
        installation
                .database()
                .jdbc()
                .sql("update pool set kind = 'ON_DEMAND', gpu_type = 'L40'")
                .update();
        installation.database().jdbc().sql("update host set gpu_type = 'L40'").update();
        installation
                .database()
                .jdbc()
                .sql("update snapshot set generation = generation + 1")
                .update();
    }

    private void askHostByHost() throws Exception {
        var settings = OpenStackSettings.from(Map.of(
                "OS_AUTH_URL", installation.cloud().authUrl(),
                "OS_USERNAME", "admin",
                "OS_PASSWORD", "simulator",
                "OS_PROJECT_NAME", "admin")::get);
        var nova = OpenStackCloud.connect(
                settings.withLimits(Limits.DEFAULT.withRate(100_000, 100_000)), Clock.systemUTC());
        nova.aggregates();
        var hosts = installation.cloud().fleet().hosts();
        installation.cloud().calls();
        var begun = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(FORMER_THREADS)) {
            threads.invokeAll(hosts.stream()
                    .map(host -> (Callable<Boolean>)
                            () -> nova.serversOn(host.host()).ok())
                    .toList());
        }
        System.out.printf(
                "host by host, %d threads, servers alone: %d ms, %d calls%n",
                FORMER_THREADS,
                (System.nanoTime() - begun) / 1_000_000,
                installation.cloud().calls());
    }

    private static int number(String variable, int usual) {
        return Integer.parseInt(System.getenv().getOrDefault(variable, String.valueOf(usual)));
    }
}
