package io.spotmanager.system.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A RabbitMQ node beside others on this machine: it has its own name, ports, folders and port mapper. */
public final class RabbitNode implements BreakableBroker {
    private static final String GUEST = "guest";
    private static final Duration LISTENS_WITHIN = Duration.ofSeconds(60);
    private static final List<Path> PLACES =
            List.of(Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server"), Path.of("/usr/local/sbin/rabbitmq-server"));

    private final Folder folder = Folder.create("rabbitmq");
    private final Path data = folder.path().resolve("mnesia");
    private final int port = Ports.free();
    private final int portMapper = Ports.free();
    private final Path program;
    private final Map<String, String> environment;
    private final Part server;

    private RabbitNode(Path program, String loaded) {
        this.program = program;
        var home = folder.path();
        var definitions = home.resolve("definitions.json");
        write(definitions, loaded);
        write(home.resolve("rabbitmq.conf"), """
                listeners.tcp.1 = 127.0.0.1:%d
                load_definitions = %s
                """.formatted(port, definitions));
        write(home.resolve("enabled_plugins"), "[].\n");
        write(home.resolve("rabbitmq-env.conf"), "");
        environment = Map.ofEntries(
                Map.entry("HOME", home.toString()),
                Map.entry("ERL_EPMD_PORT", String.valueOf(portMapper)),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODENAME", "spot-%d@localhost".formatted(port)),
                Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODE_PORT", String.valueOf(port)),
                Map.entry("RABBITMQ_DIST_PORT", String.valueOf(Ports.free())),
                Map.entry("RABBITMQ_MNESIA_BASE", data.toString()),
                Map.entry("RABBITMQ_LOG_BASE", home.resolve("log").toString()),
                Map.entry("RABBITMQ_PID_FILE", home.resolve("rabbit.pid").toString()),
                Map.entry("RABBITMQ_CONFIG_FILE", home.resolve("rabbitmq").toString()),
                Map.entry(
                        "RABBITMQ_CONF_ENV_FILE",
                        home.resolve("rabbitmq-env.conf").toString()),
                Map.entry(
                        "RABBITMQ_ENABLED_PLUGINS_FILE",
                        home.resolve("enabled_plugins").toString()),
                Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"));
        var command = new Part.Command(
                List.of(program.toString()),
                environment,
                Folder.logs("rabbitmq").resolve(port + ".log"));
        server = new Part("RabbitMQ", command, part -> part.output().contains("completed with"));
    }

    /** Returns the server's program; empty if RabbitMQ is not installed. */
    public static Optional<Path> program() {
        var onPath = Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, "rabbitmq-server"));
        // Debian's program on the PATH changes to another user, so the one behind it comes first.
        return Stream.concat(PLACES.stream(), onPath)
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static RabbitNode start(Path program) {
        return start(program, List.of());
    }

    /** @param virtualHosts that it has besides the usual one */
    static RabbitNode start(Path program, List<String> virtualHosts) {
        return start(program, new Definitions(GUEST, GUEST, virtualHosts).json());
    }

    /** @param definitions of users, virtual hosts and permissions, which it loads at each start */
    static RabbitNode start(Path program, String definitions) {
        var node = new RabbitNode(program, definitions);
        node.start();
        return node;
    }

    public void start() {
        server.start();
        server.awaitReady();
        awaitListening();
    }

    private void awaitListening() {
        await("RabbitMQ listens").atMost(LISTENS_WITHIN).ignoreExceptions().until(() -> {
            try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return probe.isConnected();
            }
        });
    }

    /** Raises the disk alarm: as if its disk had no room, it blocks every connection that publishes. */
    public void runOutOfDisk() {
        control("set_disk_free_limit", "900000GB");
    }

    /** Ends the disk alarm. */
    public void haveRoom() {
        control("set_disk_free_limit", "1MB");
    }

    /** Returns how many messages were delivered and are not acknowledged yet. */
    public int unacknowledged() {
        return control("--quiet", "list_queues", "--no-table-headers", "messages_unacknowledged")
                .lines()
                .mapToInt(line -> Integer.parseInt(line.strip()))
                .sum();
    }

    private String control(String... words) {
        var command =
                new ArrayList<>(List.of(program.resolveSibling("rabbitmqctl").toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills the node, as a power cut does. */
    public void stopHard() {
        server.kill();
    }

    /** Only while it is stopped. */
    public void wipe() {
        Folder.delete(data);
    }

    @Override
    public void restart() {
        server.terminate();
        start();
    }

    @Override
    public void loseEverything() {
        stopHard();
        wipe();
        start();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String user() {
        return GUEST;
    }

    @Override
    public String password() {
        return GUEST;
    }

    @Override
    public void close() {
        server.close();
        endPortMapper();
        folder.close();
    }

    /** Stops the port mapper, a daemon that the first node started; it only ends after its last node. */
    private void endPortMapper() {
        await("the port mapper on " + portMapper + " is gone").until(() -> {
            portMapper("-kill");
            return !portMapper("-names");
        });
    }

    private boolean portMapper(String command) {
        try {
            return new ProcessBuilder("epmd", "-port", String.valueOf(portMapper), command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
