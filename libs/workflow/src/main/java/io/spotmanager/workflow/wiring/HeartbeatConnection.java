package io.spotmanager.workflow.wiring;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A connection for the heartbeat alone: behind the work in the same pool it would come late under load, and the others would
 * take this worker for dead. Set up like the work's, so that it bears the same session name.
 */
final class HeartbeatConnection implements AutoCloseable {
    private final HikariDataSource single;

    /** @throws IllegalStateException if the work's connections do not come from HikariCP */
    HeartbeatConnection(DataSource work) {
        var config = new HikariConfig();
        try {
            work.unwrap(HikariDataSource.class).copyStateTo(config);
        } catch (SQLException e) {
            throw new IllegalStateException("the database's connection pool must be HikariCP's", e);
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
