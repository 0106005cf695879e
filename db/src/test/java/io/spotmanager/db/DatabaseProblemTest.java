package io.spotmanager.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What a database that cannot be used says, as the person who starts a part reads it. */
class DatabaseProblemTest {
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create role nobody; create role somebody login; create table kept (n int)");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private static PGSimpleDataSource database(int port, String name, String user) {
        var database = new PGSimpleDataSource();
        database.setUrl("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name));
        database.setUser(user);
        return database;
    }

    private static DatabaseProblem problem(PGSimpleDataSource database) {
        return DatabaseProblem.in(new IllegalStateException("the part cannot start", failure(database)))
                .orElseThrow();
    }

    private static SQLException failure(PGSimpleDataSource database) {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select * from kept");
        } catch (SQLException e) {
            return e;
        }
        throw new AssertionError("the database can be used");
    }

    @Test
    void a_role_that_may_not_log_in() {
        var problem = problem(database(postgres.getPort(), "postgres", "nobody"));

        assertThat(problem.sentence())
                .startsWith("The database refuses the log-in")
                .contains("nobody");
        assertThat(problem.wayOut()).contains("SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD");
    }

    @Test
    void a_name_that_no_database_has() {
        var problem = problem(database(postgres.getPort(), "elsewhere", "postgres"));

        assertThat(problem.sentence()).contains("no such database").contains("elsewhere");
        assertThat(problem.wayOut()).contains("SPRING_DATASOURCE_URL");
    }

    @Test
    void a_server_that_is_not_there() throws IOException {
        int unused;
        try (var socket = new ServerSocket(0)) {
            unused = socket.getLocalPort();
        }
        var problem = problem(database(unused, "postgres", "postgres"));

        assertThat(problem.sentence())
                .startsWith("The database cannot be reached")
                .contains(String.valueOf(unused));
        assertThat(problem.wayOut()).contains("host and port");
    }

    @Test
    void a_value_in_the_address_that_the_driver_does_not_know() {
        var database = database(postgres.getPort(), "postgres", "postgres");
        database.setSslMode("verify_full");

        assertThat(problem(database).sentence()).contains("SPRING_DATASOURCE_URL", "sslmode", "verify_full");
        assertThat(problem(database).wayOut()).startsWith("Correct sslmode");
    }

    @Test
    void a_role_without_rights() {
        var problem = problem(database(postgres.getPort(), "postgres", "somebody"));

        assertThat(problem.sentence()).contains("may not do that").contains("kept");
        assertThat(problem.wayOut()).contains("SPOT_DATABASE_APPLICATION_USER");
    }

    @Test
    void other_failures_are_no_problem_of_the_database() {
        assertThat(DatabaseProblem.in(new IllegalStateException("a bean is missing")))
                .isEqualTo(Optional.empty());
    }
}
