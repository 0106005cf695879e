package io.spotmanager.system.broker;

import io.spotmanager.system.harness.BreakableBroker;
import io.spotmanager.system.harness.BrokerInTest;

/** The quickstart's broker. */
class EmbeddedBrokerTest extends BrokerContract {
    @Override
    BreakableBroker start() {
        return new BrokerInTest();
    }
}
