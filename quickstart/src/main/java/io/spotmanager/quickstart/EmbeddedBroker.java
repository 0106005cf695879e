package io.spotmanager.quickstart;

import io.spotmanager.workflow.messaging.Topology;
import io.spotmanager.workflow.messaging.Topology.QueueArguments;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.server.SystemLauncher;

/**
 * Apache Qpid Broker-J within this process, on loopback, with one user and a password. It keeps messages in memory: after a
 * restart, commands are dispatched again from the database.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** The user of the broker. */
    public static final String USER = "spot";

    /** The same as {@link QueueArguments#QUORUM} under Broker-J's names, without replicas. */
    public static final QueueArguments QUEUES =
            new QueueArguments(Map.of("alternateExchange", Topology.DEAD, "maximumDeliveryAttempts", 1), Map.of());

    private static final int START_SECONDS = 30;

    private final SystemLauncher launcher = new SystemLauncher();
    private final int port;
    private final String password;

    private EmbeddedBroker(int port, String password) {
        this.port = port;
        this.password = password;
    }

    /** @throws IllegalStateException if it does not listen within 30 s */
    public static EmbeddedBroker start(String password) throws Exception {
        return startOn(freePort(), password);
    }

    /** Starts it on a given port, for a broker that restarts. */
    public static EmbeddedBroker startOn(int port, String password) throws Exception {
        var broker = new EmbeddedBroker(port, password);
        // The broker finds its plugins through the context class loader, which is a different one in a packaged jar.
        var starting = Thread.ofPlatform().name("broker-start").unstarted(broker::launch);
        starting.setContextClassLoader(EmbeddedBroker.class.getClassLoader());
        starting.start();
        starting.join(TimeUnit.SECONDS.toMillis(START_SECONDS));
        broker.requireListening();
        return broker;
    }

    private void launch() {
        try {
            var noProperties = Files.createTempFile("spot-broker", ".properties");
            noProperties.toFile().deleteOnExit();
            launcher.startup(Map.of(
                    "type", "Memory",
                    "initialConfigurationLocation", configuration().toExternalForm(),
                    "initialSystemPropertiesLocation", noProperties.toUri().toString(),
                    "startupLoggedToSystemOut", false,
                    "context",
                            Map.of(
                                    "spot.amqp.port",
                                    String.valueOf(port),
                                    "spot.amqp.password",
                                    password,
                                    "queue.behaviourOnUnknownDeclareArgument",
                                    "IGNORE",
                                    "exchange.behaviourOnUnknownDeclareArgument",
                                    "IGNORE")));
        } catch (Exception e) {
            throw new IllegalStateException("the embedded broker did not start on port %d".formatted(port), e);
        }
    }

    private static URL configuration() {
        return Objects.requireNonNull(EmbeddedBroker.class.getResource("embedded-broker.json"), "is in this jar");
    }

    /** The broker logs a failed start instead of throwing it. */
    private void requireListening() {
        try (var probe = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
            Objects.requireNonNull(probe);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The embedded broker does not listen on port %d, so no command would reach a worker. Its log above has the reason."
                            .formatted(port),
                    e);
        }
    }

    public int port() {
        return port;
    }

    /** Returns the settings, as arguments, of a part that uses this broker. */
    List<String> settings() {
        var settings = new ArrayList<>(List.of(
                "--spring.rabbitmq.host=127.0.0.1",
                "--spring.rabbitmq.port=" + port,
                "--spring.rabbitmq.username=" + USER,
                "--spring.rabbitmq.password=" + password,
                "--logging.level.org.apache.qpid=warn",
                "--logging.level.qpid=warn"));
        settings.addAll(queueSettings());
        return settings;
    }

    /** Returns {@link #QUEUES} as settings of a part. */
    public static List<String> queueSettings() {
        return QUEUES.commands().entrySet().stream()
                .map(argument ->
                        "--spot.kernel.queues.commands.%s=%s".formatted(argument.getKey(), argument.getValue()))
                .toList();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        launcher.shutdown();
    }
}
