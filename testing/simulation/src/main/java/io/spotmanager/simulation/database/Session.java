package io.spotmanager.simulation.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/** A connection that belongs to one process after the other. */
final class Session {
    private final Connection connection;
    private final PreparedStatement tellTime;
    private Instant told = Instant.MIN;

    Session(Connection connection) {
        this.connection = connection;
        try {
            tellTime = connection.prepareStatement("select set_config('simulation.now', ?, false)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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
