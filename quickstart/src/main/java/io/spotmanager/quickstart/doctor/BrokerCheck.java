package io.spotmanager.quickstart.doctor;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

/** The broker in {@code SPRING_RABBITMQ_*}: reachable, and what the user may do there. */
final class BrokerCheck {
    private static final String SUBJECT = "broker";
    private static final String PREFIX = "SPRING_RABBITMQ_";
    private static final int PATIENCE_MILLIS = 5_000;
    private static final List<String> EXCHANGES = List.of("spot.commands", "spot.events");

    private BrokerCheck() {}

    static List<Diagnosis> look(Map<String, String> environment) {
        if (environment.keySet().stream().noneMatch(name -> name.startsWith(PREFIX))) {
            return List.of(Diagnosis.note(
                    SUBJECT,
                    "No SPRING_RABBITMQ_* is set: ./spot run uses a broker of its own, and the parts by themselves look for one on this machine.",
                    "Set SPRING_RABBITMQ_HOST for an installation of several parts."));
        }
        var factory = new ConnectionFactory();
        factory.setConnectionTimeout(PATIENCE_MILLIS);
        factory.setHandshakeTimeout(PATIENCE_MILLIS);
        factory.setUsername(environment.getOrDefault(PREFIX + "USERNAME", "guest"));
        factory.setPassword(environment.getOrDefault(PREFIX + "PASSWORD", "guest"));
        factory.setVirtualHost(environment.getOrDefault(PREFIX + "VIRTUAL_HOST", "/"));
        var encrypted = Boolean.parseBoolean(environment.get(PREFIX + "SSL_ENABLED"));
        var addresses = Address.parseAddresses(Objects.requireNonNullElseGet(
                environment.get(PREFIX + "ADDRESSES"),
                () -> environment.getOrDefault(PREFIX + "HOST", "localhost") + ":"
                        + environment.getOrDefault(PREFIX + "PORT", encrypted ? "5671" : "5672")));
        var found = new ArrayList<Diagnosis>();
        for (var address : addresses) {
            found.addAll(look(factory, address, encrypted));
        }
        return found;
    }

    private static List<Diagnosis> look(ConnectionFactory factory, Address address, boolean encrypted) {
        if (encrypted) {
            return List.of(TlsCheck.look(SUBJECT, address.getHost(), address.getPort()));
        }
        try (var connection = factory.newConnection(List.of(address), "spot doctor")) {
            var found = new ArrayList<Diagnosis>();
            found.add(Diagnosis.ok(
                    SUBJECT,
                    "%s %s at %s lets %s in."
                            .formatted(
                                    connection.getServerProperties().get("product"),
                                    connection.getServerProperties().get("version"),
                                    address,
                                    factory.getUsername())));
            for (var exchange : EXCHANGES) {
                try (var channel = connection.createChannel()) {
                    channel.exchangeDeclarePassive(exchange);
                } catch (IOException | TimeoutException e) {
                    found.add(
                            Diagnosis.note(
                                    SUBJECT,
                                    "There is no exchange %s that %s may see."
                                            .formatted(exchange, factory.getUsername()),
                                    "The first part that starts makes it, if its user may: compose/rabbitmq/definitions.json."));
                }
            }
            return found;
        } catch (AuthenticationFailureException e) {
            return List.of(Diagnosis.bad(
                    SUBJECT,
                    "%s refuses %s.".formatted(address, factory.getUsername()),
                    "Check SPRING_RABBITMQ_USERNAME and SPRING_RABBITMQ_PASSWORD."));
        } catch (IOException | TimeoutException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            return List.of(
                    Diagnosis.bad(
                            SUBJECT,
                            "%s cannot be used: %s"
                                    .formatted(
                                            address, Objects.requireNonNullElse(cause.getMessage(), cause.toString())),
                            "Check host, port and virtual host in SPRING_RABBITMQ_*, that the broker runs, and that nothing on the way blocks the port."));
        }
    }
}
