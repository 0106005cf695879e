package io.spotmanager.system.broker;

import io.spotmanager.system.harness.BreakableBroker;
import io.spotmanager.system.harness.BrokerInTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The quickstart's Broker-J. */
class EmbeddedBrokerTest extends BrokerContract {
    private static BreakableBroker broker;

    @BeforeAll
    static void start() {
        broker = new BrokerInTest();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Override
    BreakableBroker broker() {
        return broker;
    }
}
