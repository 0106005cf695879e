package io.spotmanager.system.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.system.harness.BreakableBroker;
import io.spotmanager.system.harness.Brokers;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The installed RabbitMQ, as a node of the tests' own. */
class RabbitNodeTest extends BrokerContract {
    @Override
    BreakableBroker start() {
        return Brokers.node();
    }

    @Test
    void a_confirmed_command_survives_a_restart() {
        var command = UUID.randomUUID();
        assertThat(messaging().sendCommand(command)).isTrue();

        broker().restart();

        awaitArrivalOf(command);
    }
}
