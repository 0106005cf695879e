package io.spotmanager.system.broker;

import io.spotmanager.system.harness.Broker;
import io.spotmanager.system.harness.BrokerInTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The quickstart's Broker-J. */
class EmbeddedBrokerTest extends BrokerContract {
    private static Broker broker;

    @BeforeAll
    static void start() {
        broker = new BrokerInTest();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Override
    Broker broker() {
        return broker;
    }
}
