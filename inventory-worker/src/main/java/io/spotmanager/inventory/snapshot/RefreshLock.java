package io.spotmanager.inventory.snapshot;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one replica at a time read the whole fleet. The lock is the database's own and hangs on a connection, so that it is free
 * again as soon as its holder is dead; no transaction is open meanwhile.
 */
public final class RefreshLock {
    private static final Logger log = LoggerFactory.getLogger(RefreshLock.class);
    private static final long KEY = 0x53504f54_464c4545L; // "SPOTFLEE", nobody else's

    private final DataSource database;

    public RefreshLock(DataSource database) {
        this.database = database;
    }

    /**
     * Works until nothing is due, unless another replica is at it: then that one does.
     *
     * @param due whether there is anything to do
     * @param work once
     */
    public void take(BooleanSupplier due, Runnable work) {
        while (due.getAsBoolean() && takeOnce(due, work)) {
            // What became due between the last look and the end of the turn is found by looking again.
            log.trace("looking once more");
        }
    }

    private boolean takeOnce(BooleanSupplier due, Runnable work) {
        try (var connection = database.getConnection()) {
            if (!asked(connection, "select pg_try_advisory_lock(?)")) {
                return false;
            }
            try {
                while (due.getAsBoolean()) {
                    work.run();
                }
                return true;
            } finally {
                asked(connection, "select pg_advisory_unlock(?)");
            }
        } catch (SQLException e) {
            log.warn("no turn could be taken to read the fleet: {}", e.getMessage());
            return false;
        }
    }

    private static boolean asked(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, KEY);
            try (var answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }
}
