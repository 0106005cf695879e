package io.spotmanager.system.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.system.harness.BreakableBroker;
import io.spotmanager.system.harness.Brokers;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The installed RabbitMQ, as a node of the tests' own. */
class RabbitNodeTest extends BrokerContract {
    private static @org.jspecify.annotations.Nullable BreakableBroker broker;

    @BeforeAll
    static void start() {
        broker = Brokers.node();
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @Override
    BreakableBroker broker() {
        return java.util.Objects.requireNonNull(broker);
    }

    @Test
    void a_confirmed_command_survives_a_restart() {
        var command = UUID.randomUUID();
        assertThat(desk().sendCommand(command)).isTrue();

        broker().restart();

        awaitArrivalOf(command);
    }
}
