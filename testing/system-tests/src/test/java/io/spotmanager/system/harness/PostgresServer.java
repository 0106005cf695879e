package io.spotmanager.system.harness;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Assumptions;

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

    /** Writes what {@code pg_dump} says; skips the test where that program is missing. */
    default void dump(Path file) {
        Assumptions.abort("this PostgreSQL comes without pg_dump");
    }

    /** Replaces what the database holds by that dump. */
    default void restore(Path file) {
        Assumptions.abort("this PostgreSQL comes without pg_restore");
    }

    /** From now on its replica is behind: a copy of its data (only after a crash), or a standby that is stopped. */
    default void keepReplica() {
        Assumptions.abort("this PostgreSQL keeps no replica");
    }

    /** Puts the replica in its place. Only after a crash. */
    default void failOver() {
        Assumptions.abort("this PostgreSQL keeps no replica");
    }

    /** Returns the folder of PostgreSQL's own programs; skips the test where they are missing. */
    default Path programs() {
        return Assumptions.abort("this PostgreSQL comes without its client");
    }

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
