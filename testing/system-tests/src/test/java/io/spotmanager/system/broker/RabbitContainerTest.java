package io.spotmanager.system.broker;

import io.spotmanager.system.harness.BreakableBroker;
import io.spotmanager.system.harness.Brokers;

/** The same for RabbitMQ of the release that production runs, in a container. */
class RabbitContainerTest extends RabbitNodeTest {
    @Override
    BreakableBroker start() {
        return Brokers.container();
    }
}
