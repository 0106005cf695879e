package io.spotmanager.quickstart;

import io.spotmanager.clouds.openstack.OpenStackSettings;
import io.spotmanager.db.Schema;
import io.spotmanager.gateway.GatewayApplication;
import io.spotmanager.inventory.InventoryWorkerApplication;
import io.spotmanager.launch.LaunchWorkerApplication;
import io.spotmanager.migration.MigrationWorkerApplication;
import io.spotmanager.workflow.outbox.Outbox;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every part as it runs by itself, each in a context of its own, on one embedded database and broker. */
final class House implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(House.class);

    private final QuickstartOptions options;
    private final String password;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<String> settings = new ArrayList<>();
    private Optional<SimulatedCloud> cloud = Optional.empty();
    private String url = "";

    private House(QuickstartOptions options, String password) {
        this.options = options;
        this.password = password;
    }

    /**
     * @param environment null for what is not set
     * @throws io.spotmanager.clouds.wire.WrongSettingsException before anything is started, when the cloud to run against is
     *     not named
     */
    static House start(QuickstartOptions options, Function<String, @Nullable String> environment) throws Exception {
        if (!options.demo()) {
            OpenStackSettings.from(environment);
        }
        var house =
                new House(options, OperatorPassword.of(environment.apply("SPOT_OPERATOR_PASSWORD"), options.data()));
        try {
            house.open();
            return house;
        } catch (Exception e) {
            house.close();
            throw e;
        }
    }

    private void open() throws Exception {
        var database = keep(EmbeddedDatabase.start(options.data().resolve("postgres")));
        new Schema(database.dataSource()).migrate();
        var broker = keep(EmbeddedBroker.start(password));
        new Outbox(JdbcClient.create(database.dataSource())).refill();
        if (options.demo()) {
            var simulated = keep(SimulatedCloud.start(options.data()));
            cloud = Optional.of(simulated);
            settings.addAll(simulated.settings());
        }
        settings.addAll(List.of(
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=postgres",
                "--spring.rabbitmq.host=127.0.0.1",
                "--spring.rabbitmq.port=" + broker.port(),
                "--spring.rabbitmq.username=spot",
                "--spring.rabbitmq.password=" + password,
                "--spot.kernel.dialect=broker-j",
                "--spot.users.operator.password=" + password));
        run(MigrationWorkerApplication.application(), "--spring.main.web-application-type=none");
        run(LaunchWorkerApplication.application(), "--spring.main.web-application-type=none");
        run(InventoryWorkerApplication.application(), "--spring.main.web-application-type=none");
        var gateway =
                run(GatewayApplication.application(), "--server.port=" + options.port(), "--server.address=127.0.0.1");
        url = "http://127.0.0.1:"
                + Objects.requireNonNull(((WebServerApplicationContext) gateway).getWebServer())
                        .getPort();
    }

    private ConfigurableApplicationContext run(SpringApplication part, String... more) {
        part.setRegisterShutdownHook(false);
        var arguments = new ArrayList<>(settings);
        arguments.addAll(List.of(more));
        return keep(part.run(arguments.toArray(String[]::new)));
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    String url() {
        return url;
    }

    String password() {
        return password;
    }

    Path data() {
        return options.data();
    }

    /** A command line to copy; empty where nothing is known about the cloud's hosts. */
    Optional<String> exampleMove() {
        return cloud.flatMap(simulated -> simulated.exampleMove(url, password));
    }

    /** Last started, first stopped: nothing new comes in, running steps end, then what they stood on goes. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            var part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                log.warn("{} did not stop cleanly", part, e);
            }
        }
    }
}
