package io.spotmanager.system.harness;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One RabbitMQ node for all tests that do not break it, since a node takes long to start. Each gets an unused virtual host. The node ends with the JVM.
 */
final class SharedNode {
    private static final int VIRTUAL_HOSTS = 40;
    private static @Nullable RabbitNode node;
    private static int used;

    private SharedNode() {}

    static synchronized Broker virtualHost(Path program) {
        if (used == VIRTUAL_HOSTS) {
            throw new IllegalStateException(
                    "all %d virtual hosts are taken: raise VIRTUAL_HOSTS in SharedNode".formatted(VIRTUAL_HOSTS));
        }
        return new VirtualHost(running(program), name(used++));
    }

    private static RabbitNode running(Path program) {
        if (node == null) {
            var names = IntStream.range(0, VIRTUAL_HOSTS).mapToObj(SharedNode::name);
            var started = RabbitNode.start(program, names.toList());
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "shared-rabbitmq"));
            node = started;
        }
        return node;
    }

    private static String name(int number) {
        return "test-" + number;
    }

    /** Closing it leaves the node to the others. */
    private record VirtualHost(RabbitNode node, String virtualHost) implements Broker {
        @Override
        public int port() {
            return node.port();
        }

        @Override
        public String user() {
            return node.user();
        }

        @Override
        public String password() {
            return node.password();
        }

        @Override
        public void close() {}
    }
}
