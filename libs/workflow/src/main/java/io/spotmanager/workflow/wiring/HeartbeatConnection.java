package io.spotmanager.workflow.wiring;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database connection for the heartbeat alone. In the shared pool the heartbeat would wait under load, and other workers would count
 * this worker as dead. It is configured like the shared pool, so that it has the same session name.
 */
final class HeartbeatConnection implements AutoCloseable {
    private final HikariDataSource single;

    /** @throws IllegalStateException if the shared connection pool is not HikariCP */
    HeartbeatConnection(DataSource work) {
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
    }

    JdbcClient jdbc() {
        return JdbcClient.create(single);
    }

    @Override
    public void close() {
        single.close();
    }
}
