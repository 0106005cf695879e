package io.spotmanager.workflow.witness;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Looks at the database through each new connection, before the part uses it. A database that was replaced under a running part is reached
 * through new connections alone, so the hold is there before the first claim.
 */
public final class WitnessedConnections implements BeanPostProcessor {
    private volatile @Nullable DatabaseWatch watch;

    /** From now on. */
    public void lookWith(DatabaseWatch now) {
        watch = now;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && pool.getDataSource() == null && pool.getJdbcUrl() != null) {
            pool.setDataSource(new Witnessed(new DriverDataSource(
                    pool.getJdbcUrl(),
                    pool.getDriverClassName(),
                    pool.getDataSourceProperties(),
                    pool.getUsername(),
                    pool.getPassword())));
        }
        return bean;
    }

    private final class Witnessed extends DelegatingDataSource {
        Witnessed(DataSource driver) {
            super(driver);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return looked(super.getConnection());
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return looked(super.getConnection(username, password));
        }

        private Connection looked(Connection connection) throws SQLException {
            var now = watch;
            if (now == null) {
                return connection;
            }
            try {
                now.look(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
                return connection;
            } catch (DataAccessException e) {
                connection.close();
                throw e.getRootCause() instanceof SQLException cause ? cause : new SQLException(e);
            }
        }
    }
}
