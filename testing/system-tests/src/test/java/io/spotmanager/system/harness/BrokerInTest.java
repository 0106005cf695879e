package io.spotmanager.system.harness;

import io.spotmanager.quickstart.EmbeddedBroker;
import io.spotmanager.workflow.messaging.BrokerDialect;

/** The quickstart's broker, within the JVM of the test. It keeps nothing over a restart and promises nothing else. */
public final class BrokerInTest implements BreakableBroker {
    private static final String PASSWORD = "system-tests";

    private final int port = Ports.free();
    private EmbeddedBroker broker = run();

    private EmbeddedBroker run() {
        try {
            return EmbeddedBroker.startOn(port, PASSWORD);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String user() {
        return "spot";
    }

    @Override
    public String password() {
        return PASSWORD;
    }

    @Override
    public BrokerDialect dialect() {
        return BrokerDialect.BROKER_J;
    }

    @Override
    public void restart() {
        loseEverything();
    }

    @Override
    public void loseEverything() {
        broker.close();
        broker = run();
    }

    @Override
    public void close() {
        broker.close();
    }
}
