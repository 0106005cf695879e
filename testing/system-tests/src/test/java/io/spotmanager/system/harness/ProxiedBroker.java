package io.spotmanager.system.harness;

import java.util.List;
import java.util.Map;

/** A broker that all parts reach through a proxy. */
public record ProxiedBroker(Broker broker, TcpProxy proxy) implements Broker {
    public static ProxiedBroker of(Broker broker) {
        return new ProxiedBroker(broker, TcpProxy.to(broker.port()));
    }

    @Override
    public int port() {
        return proxy.port();
    }

    @Override
    public String user() {
        return broker.user();
    }

    @Override
    public String password() {
        return broker.password();
    }

    @Override
    public String virtualHost() {
        return broker.virtualHost();
    }

    @Override
    public Map<String, String> environment() {
        throw new UnsupportedOperationException("parts take it from settings()");
    }

    @Override
    public List<String> settings() {
        return Settings.withChanges(broker.settings(), List.of("--spring.rabbitmq.port=" + port()));
    }

    @Override
    public void close() {
        proxy.close();
        broker.close();
    }
}
