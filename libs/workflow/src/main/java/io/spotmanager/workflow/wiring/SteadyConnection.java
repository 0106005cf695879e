package io.spotmanager.workflow.wiring;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SmartDataSource;

/**
 * A database connection for what a process asks at a beat: its heartbeats and its looks for work. In the shared pool a heartbeat would wait
 * under load, and other workers would count this worker as dead. It is configured like the shared pool, so that it has the same session name.
 * Only it gives up earlier on a connection that has gone silent: a heartbeat that takes longer than the lease is of no use, and a new
 * connection may work.
 *
 * <p>It is kept between two statements. A pool asks the database whether a connection that has rested is still there, each time that it is
 * taken; here the next statement finds that out, and the one after it has another connection.
 */
final class SteadyConnection implements AutoCloseable {
    /** Less than the pool lets a connection live, which it ends only when that is given back. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final HikariDataSource single;
    private final Kept kept;

    /**
     * @param longest that a statement may wait for its answer
     * @throws IllegalStateException if the shared connection pool is not HikariCP
     */
    SteadyConnection(DataSource work, Duration longest) {
        var config = new HikariConfig();
        try {
            work.unwrap(HikariDataSource.class).copyStateTo(config);
        } catch (SQLException e) {
            throw new IllegalStateException("the database connection pool must be HikariCP", e);
        }
        config.setPoolName("heartbeat");
        config.setMaximumPoolSize(1);
        config.setMinimumIdle(1);
        single = new HikariDataSource(config);
        kept = new Kept(single, Math.toIntExact(longest.toMillis()));
    }

    /** Statements of several threads follow one another. They must not open transactions. */
    JdbcClient jdbc() {
        return JdbcClient.create(kept);
    }

    @Override
    public void close() {
        kept.giveBack();
        single.close();
    }

    private static final class Kept extends AbstractDataSource implements SmartDataSource {
        private final DataSource pool;
        private final int longestMillis;
        private @Nullable Connection connection;
        private long since;

        Kept(DataSource pool, int longestMillis) {
            this.pool = pool;
            this.longestMillis = longestMillis;
        }

        @Override
        public synchronized Connection getConnection() throws SQLException {
            // A connection that has failed is closed by the pool.
            if (connection != null && (connection.isClosed() || System.nanoTime() - since > KEPT.toNanos())) {
                giveBack();
            }
            if (connection == null) {
                connection = limited(pool.getConnection());
                since = System.nanoTime();
            }
            return connection;
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }

        /** The pool takes the limit back when the connection returns. */
        private Connection limited(Connection fresh) throws SQLException {
            try {
                fresh.setNetworkTimeout(Runnable::run, longestMillis);
                return fresh;
            } catch (SQLException e) {
                fresh.close();
                throw e;
            }
        }

        synchronized void giveBack() {
            var before = connection;
            connection = null;
            if (before != null) {
                try {
                    before.close();
                } catch (SQLException e) {
                    logger.debug("a connection could not be given back", e);
                }
            }
        }

        @Override
        public boolean shouldClose(Connection used) {
            return false;
        }
    }
}
