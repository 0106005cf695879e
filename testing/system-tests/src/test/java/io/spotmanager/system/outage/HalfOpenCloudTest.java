package io.spotmanager.system.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import io.spotmanager.system.harness.Part;
import io.spotmanager.system.harness.Release;
import io.spotmanager.system.harness.TcpProxy;
import io.spotmanager.system.harness.TcpProxy.Flow;
import java.time.Duration;
import java.util.Iterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The network between the only worker and Nova goes silent during an add, without closing a connection. */
class HalfOpenCloudTest {
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);

    private static Installation installation;
    private static TcpProxy proxy;
    private static Iterator<Move> moves;

    @BeforeAll
    static void open() {
        installation = Installation.start(HalfOpenCloudTest.class, Brokers.best(), new Installation.Size(60, 0));
        proxy = TcpProxy.to(installation.cloud().port());
        installation.start(
                Release.THIS,
                "migration-worker",
                "one",
                "--OS_AUTH_URL=http://127.0.0.1:%d/v3".formatted(proxy.port()),
                "--SPOT_CLOUD_IDENTITY=" + installation.cloud().authUrl(),
                "--SPOT_CLOUD_READ_TIMEOUT=1s",
                "--spot.migration.late-effect-window=2s");
        installation.workers().forEach(Part::awaitReady);
        moves = installation.cloud().fleet().spotMoves().iterator();
    }

    @AfterAll
    static void close() {
        proxy.close();
        installation.close();
    }

    /** The add arrives in any case; with NONE what follows does not arrive either. */
    @ParameterizedTest
    @EnumSource(names = {"NONE", "TO_SERVER"})
    void an_add_without_an_answer_is_unclear_and_settled_by_a_read(Flow flow) {
        var move = moves.next();
        installation
                .cloud()
                .play(
                        1,
                        Fault.of("latency")
                                .onAdding(move.host())
                                .lasting(Duration.ofMillis(500))
                                .once());
        var id = installation.operator().move(move);
        await("the add").atMost(MAX_WAIT).until(() -> installation.cloud().spoiled() == 1);
        proxy.let(flow);
        await("no clear answer")
                .atMost(MAX_WAIT)
                .until(() -> installation.operator().operation(id).steps().stream()
                        .anyMatch(entry -> entry.event().equals("RETRY")));
        proxy.reset();

        var end = installation.awaitEnd(id, MAX_WAIT);

        assertThat(end.state()).as(end.story()).isEqualTo("SUCCEEDED");
        assertThat(installation.cloud().changesAsked("add_host", move.host()))
                .as(end.story())
                .isEqualTo(1);
        assertThat(installation.cloud().poolsOf(move.host())).containsExactly(move.targetAggregate());
        installation.requireWholeHistory();
    }
}
