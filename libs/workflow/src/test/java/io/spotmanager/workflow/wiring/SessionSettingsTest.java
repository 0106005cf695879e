package io.spotmanager.workflow.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.operation.DatabaseOutage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.support.ResourcePropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A worker's database connections as Spring makes them from the properties that the worker's configuration names. */
@Timeout(60)
class SessionSettingsTest {
    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(DataSourceAutoConfiguration.class)
    static class Connections {}

    private ConfigurableApplicationContext worker;
    private DataSource connections;
    private UUID operation;
    private Connection forgotten;

    @BeforeEach
    void a_worker_and_a_forgotten_session() throws SQLException {
        worker = new SpringApplicationBuilder(Connections.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> {
                    var sources = context.getEnvironment().getPropertySources();
                    sources.addFirst(new MapPropertySource("test", Map.of("spring.datasource.url", database.url())));
                    namedBy(WorkerConfiguration.class).forEach(sources::addLast);
                    namedBy(KernelConfiguration.class).forEach(sources::addLast);
                })
                .run();
        connections = worker.getBean(DataSource.class);
        operation = database.accepted("gpu-1");
        forgotten = database.source().getConnection();
        forgotten.setAutoCommit(false);
    }

    private static List<ResourcePropertySource> namedBy(Class<?> configuration) {
        return Arrays.stream(configuration.getAnnotationsByType(PropertySource.class))
                .filter(source -> !source.ignoreResourceNotFound())
                .flatMap(source -> Arrays.stream(source.value()))
                .map(location -> {
                    try {
                        return new ResourcePropertySource(location);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    @AfterEach
    void all_are_gone() throws SQLException {
        forgotten.rollback();
        forgotten.setAutoCommit(true);
        forgotten.close();
        worker.close();
    }

    private void isLocked() throws SQLException {
        try (var statement = forgotten.prepareStatement("select * from operation where id = ? for update")) {
            statement.setObject(1, operation);
            statement.executeQuery().close();
        }
    }

    private void givesUpOnTheLockedRow(JdbcClient jdbc) throws SQLException {
        isLocked();
        var begun = System.nanoTime();

        assertThatThrownBy(() -> jdbc.sql("update operation set nudged_at = now() where id = ?")
                        .param(operation)
                        .update())
                .hasMessageContaining("lock timeout")
                .satisfies(refused -> assertThat(DatabaseOutage.is(refused)).isTrue());

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(1_800), Duration.ofMillis(4_000));
    }

    @Test
    void a_statement_that_waits_for_a_locked_row_gives_up_after_two_seconds() throws SQLException {
        givesUpOnTheLockedRow(JdbcClient.create(connections));
    }

    @Test
    void so_does_one_on_the_connection_of_the_heartbeat() throws SQLException {
        try (var heartbeat = new SteadyConnection(connections, Duration.ofSeconds(3))) {
            givesUpOnTheLockedRow(heartbeat.jdbc());
        }
    }

    @Test
    void only_the_heartbeat_gives_up_on_a_silent_connection_when_its_lease_is_over() throws SQLException {
        try (var heartbeat = new SteadyConnection(connections, Duration.ofSeconds(1))) {
            assertThatThrownBy(() ->
                            heartbeat.jdbc().sql("select pg_sleep(5)").query().singleRow())
                    .hasMessageContaining("I/O error");
            assertThat(heartbeat.jdbc().sql("select 1").query(Integer.class).single())
                    .isEqualTo(1);
        }
        JdbcClient.create(connections).sql("select pg_sleep(2)").query().listOfRows();
    }

    @Test
    void a_transaction_that_is_forgotten_open_loses_its_connection_and_its_locks() throws SQLException {
        try (var left = connections.unwrap(HikariDataSource.class).getConnection()) {
            left.setAutoCommit(false);
            try (var statement = left.prepareStatement("select * from operation where id = ? for update")) {
                statement.setObject(1, operation);
                statement.executeQuery().close();
            }
            var waited = System.nanoTime();

            isLocked(); // returns when the database has ended the other session

            assertThat(Duration.ofNanos(System.nanoTime() - waited))
                    .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(20));
            assertThatThrownBy(() -> left.createStatement().execute("select 1")).isInstanceOf(SQLException.class);
        }
    }
}
