package io.spotmanager.system.harness;

import java.sql.DriverManager;
import java.sql.SQLException;

/** A PostgreSQL of one test, on loopback, which the test may crash. It keeps its port and its data over a crash. */
interface PostgresServer extends AutoCloseable {
    /** Returns the JDBC address of its first database. */
    String url();

    String user();

    /** Returns an empty text if connections from loopback are trusted. */
    String password();

    /** Ends it at once, with its connections open; returns when it is gone. */
    void crash();

    /** Starts it again after a crash; returns when it takes connections. */
    void comeBack();

    /** Returns true if it takes connections now. */
    default boolean answers() {
        try (var connection = DriverManager.getConnection(url(), user(), password())) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    void close();
}
