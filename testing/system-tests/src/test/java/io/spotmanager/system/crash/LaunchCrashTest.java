package io.spotmanager.system.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Alone;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.CaughtLaunch;
import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Launches;
import io.spotmanager.system.harness.Stopwatch;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code kill -9} of the only worker in each step of a launch, while it waits for the answer to a call. */
@Alone
class LaunchCrashTest {
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    private static final Duration FOR_GOOD = Duration.ofMinutes(2);
    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final Duration BUILDING = Duration.ofSeconds(2);
    private static final Duration PROMISED = Duration.ofSeconds(5);

    private static Installation installation;
    private static Launches launches;
    private static Iterator<String> hosts;

    @BeforeAll
    static void open() {
        installation = Installation.startLaunching(
                LaunchCrashTest.class,
                Brokers.best(),
                new Installation.Size(300, 1),
                "--spot.launch.late-effect-window=" + SETTLE.toMillis() + "ms",
                "--spot.launch.poll.first=200ms");
        installation.cloud().hurry();
        launches = new Launches(installation, installation.cloud().vendors());
        hosts = installation.cloud().fleet().launchHosts().iterator();
    }

    @AfterAll
    static void close() {
        installation.close();
    }

    static Stream<Arguments> steps() {
        return CaughtLaunch.inEachState().entrySet().stream().map(step -> Arguments.of(step.getKey(), step.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void the_only_worker_goes_on_where_it_was_killed(String state, Fault fault) {
        installation.cloud().play(1, fault.lasting(FOR_GOOD).once());
        var launch = installation.operator().launch(hosts.next(), false);
        await("the call of " + state)
                .atMost(MAX_WAIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> installation.cloud().spoiled() == 1);
        assertThat(installation.operator().operation(launch).state()).isEqualTo(state);

        installation.worker("one").kill();
        installation.worker("one").start().awaitReady();
        var watch = Stopwatch.start(LaunchCrashTest.class);
        var end = installation.awaitEnd(launch, MAX_WAIT);

        watch.requireWithin(
                PROMISED.plus(SETTLE).plus(BUILDING),
                "from the restart of the only worker, killed in %s, being ready to %s".formatted(state, end.state()));
        assertThat(end.state()).as(end.story()).isEqualTo("SUCCEEDED");
        launches.requireTruth();
    }
}
