package io.spotmanager.inventory.snapshot;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one replica at a time read the whole fleet. It is an advisory lock of PostgreSQL that belongs to a connection, so the
 * database releases it when the replica dies. No transaction is open while it is held.
 */
public final class RefreshLock {
    private static final Logger log = LoggerFactory.getLogger(RefreshLock.class);
    private static final long KEY = 0x53504f54_464c4545L; // "SPOTFLEE", used by nothing else

    private final DataSource database;

    public RefreshLock(DataSource database) {
        this.database = database;
    }

    /**
     * Repeats the work until nothing is due. Returns at once if another replica holds the lock: that one does the work.
     *
     * @param due returns true while there is work
     * @param work one read
     */
    public void take(BooleanSupplier due, Runnable work) {
        while (takeOnce(due, work) && due.getAsBoolean()) {
            // Work may have become due between the last check and the release of the lock.
            log.trace("checking once more");
        }
    }

    private boolean takeOnce(BooleanSupplier due, Runnable work) {
        try (var connection = database.getConnection()) {
            if (!query(connection, "select pg_try_advisory_lock(?)")) {
                return false;
            }
            try {
                while (due.getAsBoolean()) {
                    work.run();
                }
                return true;
            } finally {
                query(connection, "select pg_advisory_unlock(?)");
            }
        } catch (SQLException e) {
            log.warn("the lock for reading the fleet could not be acquired: {}", e.getMessage());
            return false;
        }
    }

    private static boolean query(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, KEY);
            try (var answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }
}
