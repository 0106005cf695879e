package io.spotmanager.system.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Alone;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Load;
import io.spotmanager.system.harness.Moments;
import io.spotmanager.system.harness.Part;
import io.spotmanager.system.harness.ProxiedBroker;
import io.spotmanager.system.harness.Services;
import io.spotmanager.system.harness.Stopwatch;
import io.spotmanager.system.harness.TcpProxy.Flow;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The network between all parts and RabbitMQ goes silent under load, without closing a connection. */
@Alone
class HalfOpenBrokerTest {
    private static final Duration MAX_WAIT = Duration.ofMinutes(2);
    private static final String NOTICED = "MissedHeartbeatException";

    private final Outage outage = Outage.of(4);

    @Test
    void what_is_accepted_meanwhile_ends_when_the_parts_have_noticed_and_connected_again() {
        var broker = ProxiedBroker.of(Brokers.best());
        try (var installation = Installation.start(
                        HalfOpenBrokerTest.class, Services.with(broker), new Installation.Size(400, 2));
                var load = Load.of(
                        outage.load(installation.cloud().fleet().possibleMoves()),
                        Outage.BETWEEN_MOVES,
                        installation.operator())) {
            Moments.pass(outage.before());
            broker.proxy().letOpen(Flow.NONE);
            var watch = Stopwatch.start(HalfOpenBrokerTest.class);

            var accepted = load.awaitAllAccepted();
            installation.awaitNothingOpen(MAX_WAIT);
            watch.tell(
                    "from the silence of all open connections to the broker to the end of all %d operations, load going on for 6 s"
                            .formatted(accepted.size()));

            installation.requireAllMade(accepted);
            assertThat(load.refusals()).as("commands need no broker").isEmpty();
            assertThat(installation.workers()).allMatch(HalfOpenBrokerTest::noticed);
            await("the gateway").atMost(MAX_WAIT).until(() -> noticed(installation.gateway()));
        }
    }

    private static boolean noticed(Part part) {
        return part.output().contains(NOTICED);
    }
}
