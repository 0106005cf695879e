package io.spotmanager.quickstart;

import io.spotmanager.clouds.openstack.OpenStackSettings;
import io.spotmanager.db.CloudBinding;
import io.spotmanager.db.Part;
import io.spotmanager.gateway.GatewayApplication;
import io.spotmanager.inventory.InventoryWorkerApplication;
import io.spotmanager.launch.LaunchWorkerApplication;
import io.spotmanager.migration.MigrationWorkerApplication;
import io.spotmanager.workflow.outbox.Outbox;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All parts in one process, each in its own application context, with one database and one broker: embedded ones, or those
 * that the environment names.
 */
final class EmbeddedInstallation implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedInstallation.class);

    private final QuickstartOptions options;
    private final OperatorPassword password;
    private final ExternalServices external;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<String> settings = new ArrayList<>();
    private final SharedMetrics metrics = new SharedMetrics();
    private final Map<Part, List<String>> logins = new EnumMap<>(Part.class);
    private Optional<SimulatedCloud> cloud = Optional.empty();
    private @Nullable DataSource database;
    private String url = "";

    private EmbeddedInstallation(QuickstartOptions options, OperatorPassword password, ExternalServices external) {
        this.options = options;
        this.password = password;
        this.external = external;
    }

    /**
     * Blocks until every part is ready.
     *
     * @throws IllegalArgumentException if the port, the database or the folder cannot be used
     * @throws io.spotmanager.domain.settings.InvalidConfigurationException before anything is started, if the settings of the cloud are incomplete
     */
    static EmbeddedInstallation start(QuickstartOptions options, Map<String, String> environment) throws Exception {
        if (!options.demo()) {
            OpenStackSettings.from(environment::get);
        }
        var external = new ExternalServices(environment);
        external.database(); // invalid settings are refused before a folder is created
        requireFree(options.port());
        DataFolder.open(options.data());
        var password = OperatorPassword.of(environment.get(OperatorPassword.VARIABLE), options.data());
        var installation = new EmbeddedInstallation(options, password, external);
        try {
            installation.open();
            return installation;
        } catch (Exception e) {
            installation.close();
            throw e;
        }
    }

    /** The gateway starts last: without this look a port that is in use is told after all else has started. */
    private static void requireFree(int port) throws IOException {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress("127.0.0.1", port));
        } catch (BindException e) {
            throw new IllegalArgumentException(
                    "Port %d of 127.0.0.1 cannot be used: %s. Name another one with --port (0 for any that is free)."
                            .formatted(port, e.getMessage()),
                    e);
        }
    }

    private void open() throws Exception {
        openDatabase();
        openBroker();
        if (options.demo()) {
            var simulated = keep(SimulatedCloud.start(options.data()));
            cloud = Optional.of(simulated);
            settings.add("--SPOT_CLOUD_IDENTITY=" + CloudBinding.DEMO.cloud());
            settings.add("--spot.demo=true");
        }
        settings.add("--spot.users.operator.password=" + password.value());
        settings.add(
                "--spot.witness.dir=" + DataFolder.ownerAlone(options.data().resolve("witness")));
        var worker = new String[] {"--spring.main.web-application-type=none", SharedMetrics.WITHOUT_THE_PROCESS};
        run(Part.MIGRATION_WORKER, MigrationWorkerApplication.application(), worker);
        run(Part.LAUNCH_WORKER, LaunchWorkerApplication.application(), worker);
        run(Part.INVENTORY_WORKER, InventoryWorkerApplication.application(), worker);
        var gateway = run(
                Part.GATEWAY,
                GatewayApplication.application(),
                "--server.port=" + options.port(),
                "--server.address=127.0.0.1");
        url = "http://127.0.0.1:"
                + Objects.requireNonNull(((WebServerApplicationContext) gateway).getWebServer())
                        .getPort();
    }

    private void openDatabase() throws IOException, SQLException {
        if (external.database()) {
            log.info("using the database that SPRING_DATASOURCE_URL names");
            database = external.dataSource();
            claim(new DatabaseOwnership(database, Optional.empty()));
            return;
        }
        var embedded = keep(EmbeddedDatabase.start(options.data()));
        database = embedded.dataSource();
        claim(new DatabaseOwnership(database, Optional.of(options.data().resolve(SimulatedCloud.PLACES))));
        settings.add("--spring.datasource.url=" + embedded.url());
        logins.putAll(PartLogins.create(database));
    }

    private void claim(DatabaseOwnership ownership) {
        if (options.demo()) {
            ownership.claimForDemo();
        } else {
            ownership.claimForACloud();
        }
    }

    private void openBroker() throws Exception {
        if (external.broker()) {
            log.info("using the broker that SPRING_RABBITMQ_* name");
            return;
        }
        var broker = keep(EmbeddedBroker.start(DataFolder.randomSecret()));
        new Outbox(JdbcClient.create(Objects.requireNonNull(database))).refill();
        settings.addAll(broker.settings());
    }

    private ConfigurableApplicationContext run(Part name, SpringApplication part, String... more) {
        part.setRegisterShutdownHook(false);
        part.addInitializers(metrics);
        var arguments = new ArrayList<>(settings);
        if (name != Part.GATEWAY) { // which calls no cloud
            cloud.ifPresent(simulated -> arguments.addAll(simulated.settings()));
        }
        arguments.addAll(logins.getOrDefault(name, List.of()));
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

    OperatorPassword password() {
        return password;
    }

    Path data() {
        return options.data();
    }

    /** Returns a command line to copy; empty for a real cloud. */
    Optional<String> exampleMove() {
        return cloud.flatMap(simulated -> simulated.exampleMove(url, password.curlOption()));
    }

    /** Stops the parts in reverse order: requests end first, then running steps, then broker and database. */
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
