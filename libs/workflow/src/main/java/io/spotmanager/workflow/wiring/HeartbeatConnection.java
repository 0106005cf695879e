package io.spotmanager.workflow.wiring;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A database connection for the heartbeat alone. In the shared pool the heartbeat would wait under load, and other workers would count
 * this worker as dead. It is configured like the shared pool, so that it has the same session name. Only it gives up earlier on a connection
 * that has gone silent: a heartbeat that takes longer than the lease is of no use, and a new connection may work.
 */
final class HeartbeatConnection implements AutoCloseable {
    private final HikariDataSource single;
    private final Duration longest;

    /**
     * @param longest that a statement may wait for its answer
     * @throws IllegalStateException if the shared connection pool is not HikariCP
     */
    HeartbeatConnection(DataSource work, Duration longest) {
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
        this.longest = longest;
    }

    JdbcClient jdbc() {
        return JdbcClient.create(new Impatient());
    }

    /** The pool takes the limit back when a connection returns. */
    private final class Impatient extends DelegatingDataSource {
        Impatient() {
            super(single);
        }

        @Override
        public Connection getConnection() throws SQLException {
            var connection = super.getConnection();
            try {
                connection.setNetworkTimeout(Runnable::run, Math.toIntExact(longest.toMillis()));
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        }
    }

    @Override
    public void close() {
        single.close();
    }
}
