package io.spotmanager.system.harness;

import io.spotmanager.workflow.messaging.Topology.QueueArguments;
import java.util.List;
import java.util.Map;

/** A broker of the tests' own, listening on loopback. */
public interface Broker extends AutoCloseable {
    int port();

    String user();

    String password();

    /** The arguments of the queues on this broker. */
    default QueueArguments queues() {
        return QueueArguments.QUORUM;
    }

    default String virtualHost() {
        return "/";
    }

    @Override
    void close();

    /** What a part reads from its environment to use this broker. */
    default Map<String, String> environment() {
        return Map.of(
                "SPRING_RABBITMQ_HOST", "127.0.0.1",
                "SPRING_RABBITMQ_PORT", String.valueOf(port()),
                "SPRING_RABBITMQ_VIRTUAL_HOST", virtualHost(),
                "SPRING_RABBITMQ_USERNAME", user(),
                "SPRING_RABBITMQ_PASSWORD", password());
    }

    /** Returns the settings of a part of that module, which may log in as a user of its own. */
    default List<String> settings(String module) {
        return settings();
    }

    default List<String> settings() {
        return List.of(
                "--spring.rabbitmq.host=127.0.0.1",
                "--spring.rabbitmq.port=" + port(),
                "--spring.rabbitmq.virtual-host=" + virtualHost(),
                "--spring.rabbitmq.username=" + user(),
                "--spring.rabbitmq.password=" + password());
    }
}
