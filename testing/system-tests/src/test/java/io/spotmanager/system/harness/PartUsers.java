package io.spotmanager.system.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A RabbitMQ with the users and permissions of the Compose file: each part logs in as its own. */
public final class PartUsers implements Broker {
    private static final String ADMINISTRATOR = "spot";
    private static final String PASSWORD = "secret of ";

    private final RabbitNode node;

    private PartUsers(RabbitNode node) {
        this.node = node;
    }

    static PartUsers start(Path program) {
        return new PartUsers(RabbitNode.start(program, definitions()));
    }

    private static String definitions() {
        try {
            var text = Files.readString(Jars.root().resolve("compose/rabbitmq/definitions.json"))
                    .replace("${RABBITMQ_PASSWORD}", PASSWORD + ADMINISTRATOR);
            for (var user : List.of("gateway", "migration_worker", "launch_worker", "inventory_worker")) {
                text = text.replace(
                        "${RABBITMQ_%s_PASSWORD}".formatted(user.toUpperCase(Locale.ROOT)), PASSWORD + "spot_" + user);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the user of a module such as {@code migration-worker}. */
    public static String userOf(String module) {
        return "spot_" + module.replace("api-", "").replace('-', '_');
    }

    public static String passwordOf(String user) {
        return PASSWORD + user;
    }

    @Override
    public List<String> settings(String module) {
        var user = userOf(module);
        var login = List.of("--spring.rabbitmq.username=" + user, "--spring.rabbitmq.password=" + passwordOf(user));
        return Stream.concat(
                        Broker.super.settings().stream()
                                .filter(setting -> !setting.matches("--spring.rabbitmq.(username|password)=.*")),
                        login.stream())
                .toList();
    }

    @Override
    public int port() {
        return node.port();
    }

    @Override
    public String user() {
        return ADMINISTRATOR;
    }

    @Override
    public String password() {
        return passwordOf(ADMINISTRATOR);
    }

    @Override
    public void close() {
        node.close();
    }
}
