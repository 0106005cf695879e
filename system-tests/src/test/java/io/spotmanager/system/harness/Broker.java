package io.spotmanager.system.harness;

import io.spotmanager.workflow.messaging.BrokerDialect;
import java.util.List;

/** A broker of the tests' own, listening on loopback. */
public interface Broker extends AutoCloseable {
    int port();

    String user();

    String password();

    BrokerDialect dialect();

    default String virtualHost() {
        return "/";
    }

    @Override
    void close();

    default List<String> settings() {
        return List.of(
                "--spring.rabbitmq.host=127.0.0.1",
                "--spring.rabbitmq.port=" + port(),
                "--spring.rabbitmq.virtual-host=" + virtualHost(),
                "--spring.rabbitmq.username=" + user(),
                "--spring.rabbitmq.password=" + password(),
                "--spot.kernel.dialect=" + dialect().name().toLowerCase(java.util.Locale.ROOT));
    }
}
