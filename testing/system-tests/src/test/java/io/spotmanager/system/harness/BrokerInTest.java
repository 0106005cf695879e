package io.spotmanager.system.harness;

import io.spotmanager.audit.Json;
import io.spotmanager.quickstart.EmbeddedBroker;
import io.spotmanager.workflow.messaging.Topology.QueueArguments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The quickstart's broker, within the JVM of the test. It keeps nothing over a restart. */
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
    public QueueArguments queues() {
        return EmbeddedBroker.QUEUES;
    }

    @Override
    public List<String> settings() {
        return Stream.concat(BreakableBroker.super.settings().stream(), EmbeddedBroker.queueSettings().stream())
                .toList();
    }

    /** The queues' arguments are in JSON, because names of variables have no lower case. */
    @Override
    public Map<String, String> environment() {
        var environment = new HashMap<>(BreakableBroker.super.environment());
        environment.put(
                "SPRING_APPLICATION_JSON",
                Json.MAPPER.writeValueAsString(Map.of("spot.kernel.queues.commands", queues().commands())));
        return environment;
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
