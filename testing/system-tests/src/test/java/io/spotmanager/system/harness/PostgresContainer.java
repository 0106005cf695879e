package io.spotmanager.system.harness;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import java.time.Duration;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL of the release that production runs, in a container. */
final class PostgresContainer implements PostgresServer {
    static final String IMAGE = "postgres:18";

    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    private final int port = Ports.free();
    private final PostgreSQLContainer container;

    private PostgresContainer() {
        // A port that the engine chooses would be another one after a restart.
        var published = new PortBinding(Binding.bindIpAndPort("127.0.0.1", port), ExposedPort.tcp(5432));
        container = new PostgreSQLContainer(IMAGE)
                .withCreateContainerCmdModifier(
                        create -> Objects.requireNonNullElseGet(create.getHostConfig(), HostConfig::new)
                                .withPortBindings(published))
                .withCommand("postgres", "-c", "max_connections=200");
    }

    static PostgresContainer start() {
        var server = new PostgresContainer();
        server.container.start();
        return server;
    }

    @Override
    public String url() {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, container.getDatabaseName());
    }

    @Override
    public String user() {
        return container.getUsername();
    }

    @Override
    public String password() {
        return container.getPassword();
    }

    @Override
    public void crash() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void comeBack() {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        Awaitility.await("PostgreSQL takes connections").atMost(MAX_WAIT).until(this::answers);
    }

    @Override
    public void close() {
        container.stop();
    }
}
