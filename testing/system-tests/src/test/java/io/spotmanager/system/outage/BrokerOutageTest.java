package io.spotmanager.system.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.system.harness.Alone;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Load;
import io.spotmanager.system.harness.Moments;
import io.spotmanager.system.harness.Stopwatch;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Needs a RabbitMQ that can be killed: the node of an installed rabbitmq-server. */
@Alone
class BrokerOutageTest {
    private static final Duration MAX_WAIT = Duration.ofMinutes(2);

    private final Outage outage = Outage.of(10);

    @Test
    void a_broker_that_was_away_and_lost_everything_loses_no_operation() {
        var broker = Brokers.node();
        try (var installation = Installation.start(BrokerOutageTest.class, broker, new Installation.Size(400, 2));
                var load = Load.of(
                        outage.load(installation.cloud().fleet().possibleMoves()),
                        Outage.BETWEEN_MOVES,
                        installation.operator())) {
            Moments.pass(outage.before());
            broker.stopHard();
            broker.wipe();
            Moments.pass(outage.length());
            broker.start();

            var watch = Stopwatch.start(BrokerOutageTest.class);
            var accepted = load.awaitAllAccepted();
            installation.awaitNothingOpen(MAX_WAIT);
            watch.tell("from RabbitMQ being back to the end of all %d operations, load going on for 2 s"
                    .formatted(accepted.size()));

            installation.requireAllMade(accepted);
            assertThat(load.refusals()).as("commands need no broker").isEmpty();
        }
    }
}
