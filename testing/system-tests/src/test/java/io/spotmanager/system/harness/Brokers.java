package io.spotmanager.system.harness;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The brokers that this machine can run. */
public final class Brokers {
    private static final boolean CI = "true".equals(System.getenv("CI"));

    private Brokers() {}

    /**
     * Returns the broker that is closest to production: a container, else the installed RabbitMQ, else the embedded one. It is
     * empty; tests must not stop it.
     */
    public static Broker best() {
        if (RabbitContainer.possible()) {
            return RabbitContainer.start();
        }
        return RabbitNode.program().map(SharedNode::virtualHost).orElseGet(BrokerInTest::new);
    }

    /** Returns RabbitMQ in a container; skips the test if there is no Docker engine with its image. */
    public static RabbitContainer container() {
        Assumptions.assumeTrue(
                RabbitContainer.possible(), "no Docker engine answers that has the image " + RabbitContainer.IMAGE);
        return RabbitContainer.start();
    }

    /** Returns a RabbitMQ that can be killed; skips the test if there is none, but fails on CI. */
    public static RabbitNode node() {
        return RabbitNode.start(installed());
    }

    /** Returns a RabbitMQ at which each part has its own user; skips the test as {@link #node} does. */
    public static PartUsers withUsersOfTheParts() {
        return PartUsers.start(installed());
    }

    private static Path installed() {
        var program = RabbitNode.program();
        if (program.isEmpty() && CI) {
            fail("rabbitmq-server is not installed, and on CI nothing that it is needed for may be left out");
        }
        Assumptions.assumeTrue(program.isPresent(), "rabbitmq-server is not installed");
        return program.orElseThrow();
    }
}
