package io.spotmanager.system.harness;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Assumptions;

/** Which brokers this machine allows. */
public final class Brokers {
    private static final boolean CI = "true".equals(System.getenv("CI"));

    private Brokers() {}

    /**
     * The most production-like one there is: a container, else the installed RabbitMQ, else the embedded one; empty, and not
     * to be broken.
     */
    public static Broker best() {
        if (RabbitContainer.possible()) {
            return RabbitContainer.start();
        }
        return RabbitNode.program().map(SharedNode::virtualHost).orElseGet(BrokerInTest::new);
    }

    /** RabbitMQ in a container; leaves the test out where there is no Docker engine with its image. */
    public static RabbitContainer container() {
        Assumptions.assumeTrue(
                RabbitContainer.possible(), "no Docker engine answers that has the image " + RabbitContainer.IMAGE);
        return RabbitContainer.start();
    }

    /** A RabbitMQ whose power can be cut; leaves the test out where there is none, which fails it on CI. */
    public static RabbitNode node() {
        var program = RabbitNode.program();
        if (program.isEmpty() && CI) {
            fail("rabbitmq-server is not installed, and on CI nothing that it is needed for may be left out");
        }
        Assumptions.assumeTrue(program.isPresent(), "rabbitmq-server is not installed");
        return RabbitNode.start(program.orElseThrow());
    }
}
