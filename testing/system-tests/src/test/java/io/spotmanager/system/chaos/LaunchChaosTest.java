package io.spotmanager.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.system.harness.Alone;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Kills;
import io.spotmanager.system.harness.Launches;
import io.spotmanager.system.harness.Report;
import io.spotmanager.system.harness.Seed;
import io.spotmanager.system.harness.ShortMinutes;
import io.spotmanager.system.harness.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Launches with many kinds of faults, each in every twentieth order, and with killed workers. {@code -Dspot.launches} sets the
 * number.
 */
@Alone
class LaunchChaosTest {
    private static final int LAUNCHES = Integer.getInteger("spot.launches", 20);
    private static final int ON_ONE_FIREWALL = Math.max(10, LAUNCHES / 4);
    private static final int HOSTS_FOR_AN_EMPTY_ONE = 25;
    private static final int BURST = 10;
    private static final double PERCENT = 5;
    private static final String ORDERS = "core/virtual-machines$";
    private static final String FIREWALLS = "core/firewalls";
    private static final Duration MAX_WAIT = Duration.ofSeconds(120 + 2L * LAUNCHES);

    private static Installation installation;
    private static Launches launches;
    private static ShortMinutes minutes;

    private final long seed = Seed.of(LaunchChaosTest.class);
    private final Random random = new Random(seed);

    @BeforeAll
    static void open() {
        installation = Installation.startLaunching(
                LaunchChaosTest.class,
                Brokers.best(),
                new Installation.Size((LAUNCHES + ON_ONE_FIREWALL) * HOSTS_FOR_AN_EMPTY_ONE, 2),
                "--HYPERSTACK_CREATE_TIMEOUT=2s",
                "--HYPERSTACK_CALLS_PER_MINUTE=100000",
                "--SPOT_CLOUD_CALLS_PER_SECOND=500",
                "--SPOT_CLOUD_ATTACH_TIMEOUT=3s",
                "--spot.launch.late-effect-window=8s",
                "--spot.launch.poll.first=200ms",
                "--spot.launch.poll.longest=1s",
                "--spot.launch.within.active=12s",
                "--spot.launch.within.registered=12s",
                "--spot.execution.backoff.longest=1s");
        installation.cloud().hurry();
        launches = new Launches(installation, installation.cloud().vendors());
        minutes = ShortMinutes.in(installation.database());
    }

    @AfterEach
    void behave() {
        installation.cloud().behave();
    }

    @AfterAll
    static void close() {
        minutes.close();
        installation.close();
    }

    @Test
    void nothing_is_made_that_no_history_claims_whatever_goes_wrong() {
        var hosts = emptyHosts("");
        installation.cloud().play(seed, faults());

        var watch = Stopwatch.start(LaunchChaosTest.class);
        hosts.subList(0, LAUNCHES).forEach(host -> installation.operator().launch(host, random.nextInt(10) == 0));
        var kills = Kills.whileAnythingMoves(installation, random);
        installation.awaitNothingOpen(MAX_WAIT);
        watch.tell("from the first of %d launches to the last end".formatted(LAUNCHES));
        tell(kills);
        launches.requireTruth();

        installation.cloud().behave();
        var waiting = launches.waiting();
        waiting.forEach(launch -> assertThat(
                        installation.operator().act(launch, "roll-back").accepted())
                .isTrue());
        waiting.forEach(launch -> installation.awaitEnd(launch, MAX_WAIT));
        assertThat(launches.waiting()).isEmpty();
        launches.requireTruth();
    }

    @Test
    void launches_at_once_on_one_firewall_take_it_from_nobody() {
        installation
                .cloud()
                .play(
                        seed,
                        Fault.of("latency")
                                .at("GET", FIREWALLS)
                                .lasting(Duration.ofMillis(500))
                                .inPercentOfCalls(30),
                        Fault.of("error-before").at("GET", FIREWALLS).inPercentOfCalls(30),
                        Fault.of("late-visibility")
                                .at("POST", "attach-firewalls$")
                                .lasting(Duration.ofSeconds(2))
                                .inPercentOfCalls(50));

        var asked = emptyHosts("CA1-").subList(0, ON_ONE_FIREWALL).stream()
                .map(host -> installation.operator().launch(host, false))
                .toList();
        installation.awaitNothingOpen(MAX_WAIT);

        assertThat(asked)
                .extracting(this::story)
                .allSatisfy(end -> assertThat(end).startsWith("SUCCEEDED"));
        launches.requireTruth();
        Report.tell(
                LaunchChaosTest.class,
                "%d launches at once on one firewall, %d of its calls spoiled"
                        .formatted(asked.size(), installation.cloud().spoiled()));
    }

    private String story(UUID launch) {
        var operation = installation.operator().operation(launch);
        return operation.state() + operation.story();
    }

    private List<String> emptyHosts(String prefix) {
        var hosts = new ArrayList<>(installation.cloud().fleet().launchHosts());
        hosts.removeIf(host -> !host.startsWith(prefix));
        Collections.shuffle(hosts, random);
        return hosts;
    }

    private static Fault[] faults() {
        return new Fault[] {
            order("wrong-host"),
            order("late-error").lasting(Duration.ofMillis(400)),
            order("never-completes"),
            order("hang-after").lasting(Duration.ofSeconds(3)),
            order("lost-reply"),
            order("error-before"),
            order("error-after"),
            Fault.of("too-many-requests")
                    .everywhereIn("^/hyperstack/")
                    .after(5 * LAUNCHES)
                    .times(BURST),
            Fault.of("lost-reply").at("POST", "^/runpod/", "machineAdd").inPercentOfCalls(PERCENT),
            Fault.of("error-after").at("POST", "os-interface$").inPercentOfCalls(PERCENT),
            Fault.of("error-before").at("GET", FIREWALLS).inPercentOfCalls(PERCENT)
        };
    }

    private static Fault order(String fault) {
        return Fault.of(fault).at("POST", ORDERS).inPercentOfCalls(PERCENT);
    }

    private static void tell(int kills) {
        Report.tell(
                LaunchChaosTest.class,
                "%d calls spoiled, %d kills, launches: %s"
                        .formatted(installation.cloud().spoiled(), kills, launches.ends()));
    }
}
