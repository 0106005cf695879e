package io.spotmanager.system.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Alone;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import io.spotmanager.system.harness.OperationView;
import io.spotmanager.system.harness.Part;
import io.spotmanager.system.harness.Release;
import io.spotmanager.system.harness.Stopwatch;
import io.spotmanager.system.harness.TcpProxy;
import io.spotmanager.system.harness.TcpProxy.Flow;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The network between one of two workers and PostgreSQL goes silent without closing a connection. The gateway still reaches PostgreSQL. */
@Alone
class HalfOpenDatabaseTest {
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    private static final String STOPPED = "stops consuming commands";
    private static final String GOES_ON = "this worker consumes commands";

    private static final Map<String, TcpProxy> proxies = new HashMap<>();
    private static Installation installation;
    private static Iterator<Move> moves;

    @BeforeAll
    static void open() {
        installation = Installation.start(HalfOpenDatabaseTest.class, Brokers.best(), new Installation.Size(60, 0));
        for (var name : new String[] {"one", "two"}) {
            var proxy = TcpProxy.to(installation.database().port());
            proxies.put(name, proxy);
            installation.start(
                    Release.THIS,
                    "migration-worker",
                    name,
                    installation.database().settingThrough(proxy.port()));
        }
        installation.workers().forEach(Part::awaitReady);
        moves = installation.cloud().fleet().spotMoves().iterator();
    }

    @AfterEach
    void everything_is_connected() {
        proxies.values().forEach(TcpProxy::reset);
    }

    @AfterAll
    static void close() {
        proxies.values().forEach(TcpProxy::close);
        installation.close();
    }

    /** A move whose worker is cut off between the read and the change of a step, for longer than its lease. */
    @ParameterizedTest
    @EnumSource(names = {"NONE", "TO_SERVER"})
    void a_worker_that_is_cut_off_stops_acting_and_another_one_goes_on(Flow flow) {
        var move = moves.next();
        installation
                .cloud()
                .play(
                        1,
                        Fault.of("latency")
                                .at("GET", "/os-aggregates")
                                .lasting(Duration.ofSeconds(5))
                                .after(readsBeforeAnAdd() - 1)
                                .once());
        var id = installation.operator().move(move);
        await("the read").atMost(MAX_WAIT).until(() -> installation.cloud().spoiled() == 1);
        var cutOff = installation.operator().operation(id).latestWorker();
        assertThat(installation.cloud().poolsOf(move.host())).isEmpty();

        proxy(cutOff).let(flow);
        var watch = Stopwatch.start(HalfOpenDatabaseTest.class);
        var end = installation.awaitEnd(id, MAX_WAIT);
        watch.tell("from the silence (%s) to SUCCEEDED by the other worker".formatted(flow));
        await("its read is answered, and it gives up").atMost(MAX_WAIT).until(() -> gaveUp(cutOff, id));
        assertThat(stopped(cutOff)).isTrue();
        proxy(cutOff).reset();
        await("it goes on").atMost(MAX_WAIT).until(() -> !stopped(cutOff));

        requireEachTransitionOnce(end);
        assertThat(end.latestWorker()).isNotEqualTo(cutOff);
        assertThat(installation.cloud().changesAsked("add_host", move.host()))
                .as("adds, also by the worker that was cut off")
                .isEqualTo(1);
        assertThat(installation.cloud().poolsOf(move.host())).containsExactly(move.targetAggregate());
        installation.requireWholeHistory();
    }

    /** Whether it stops meanwhile depends on when its last heartbeat was. */
    @Test
    void a_worker_whose_open_connections_are_silent_notices_by_itself_and_uses_new_ones() {
        installation.worker("two").pause();
        proxy("one").letOpen(Flow.NONE);
        var watch = Stopwatch.start(HalfOpenDatabaseTest.class);
        var id = installation.operator().move(moves.next());
        var end = installation.awaitEnd(id, MAX_WAIT);
        watch.tell("from the silence of all open connections to the end of a move over new ones");
        installation.worker("two").resume();
        assertThat(end.state()).as(end.story()).isEqualTo("SUCCEEDED");
        assertThat(end.latestWorker()).isEqualTo("one");
    }

    /** Returns how many reads of the aggregates come before the add of an undisturbed move. */
    private static int readsBeforeAnAdd() {
        installation.cloud().calls(); // begins anew
        installation.awaitEnd(installation.operator().move(moves.next()), MAX_WAIT);
        var reads = installation.cloud().latestCalls().stream()
                .takeWhile(call -> !call.path("body").asString("").contains("add_host"))
                .filter(call -> call.path("method").asString().equals("GET")
                        && call.path("path").asString().contains("/os-aggregates"))
                .count();
        return Math.toIntExact(reads);
    }

    private static TcpProxy proxy(String worker) {
        return Objects.requireNonNull(proxies.get(worker));
    }

    private static boolean gaveUp(String worker, UUID operation) {
        return installation
                .worker(worker)
                .output()
                .lines()
                .anyMatch(line -> line.contains("WARN")
                        && line.contains("OperationRunner")
                        && line.contains(operation.toString()));
    }

    private static boolean stopped(String worker) {
        var output = installation.worker(worker).output();
        return output.lastIndexOf(STOPPED) > output.lastIndexOf(GOES_ON);
    }

    private static void requireEachTransitionOnce(OperationView operation) {
        assertThat(operation.path())
                .as(operation.story())
                .containsExactly("REQUESTED", "VALIDATED", "HOST_REMOVED", "HOST_ADDED", "SUCCEEDED");
        assertThat(operation.fences()).isSorted();
    }
}
