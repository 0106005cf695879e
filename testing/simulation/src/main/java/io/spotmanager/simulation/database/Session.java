package io.spotmanager.simulation.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A connection that belongs to one process after the other. */
final class Session {
    private final Connection connection;
    private final PreparedStatement tellTime;
    private final DelegatingDataSource present = new DelegatingDataSource();
    private final JdbcClient jdbc = JdbcClient.create(present);
    private Instant told = Instant.MIN;

    Session(Connection connection) {
        this.connection = connection;
        try {
            tellTime = connection.prepareStatement("select set_config('simulation.now', ?, false)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A client for one process after the other: it parses each statement once for all histories. */
    JdbcClient jdbcOf(DataSource source) {
        present.setTargetDataSource(source);
        return jdbc;
    }

    Connection connection() {
        return connection;
    }

    /** Gives the session a name; the sweep takes a worker for dead when no session has its name. */
    void rename(String name) {
        try (var statement = connection.prepareStatement("select set_config('application_name', ?, false)")) {
            statement.setString(1, name);
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void at(Instant now) throws SQLException {
        if (!now.equals(told)) {
            tellTime.setString(1, now.toString());
            tellTime.execute();
            told = now;
        }
    }
}
