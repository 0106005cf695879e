package io.spotmanager.gateway.security.limit;

import com.zaxxer.hikari.HikariDataSource;
import io.spotmanager.gateway.fixture.Surroundings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The limits of gateways that share one database, where time passes when a test says so. */
final class LimitDatabase {
    private static final EmbeddedPostgres POSTGRES = Surroundings.database();

    /** Kept as those of a gateway are: with a new one for each statement a failure is forgiven before the next on a busy machine. */
    private static final HikariDataSource CONNECTIONS = connections();

    final JdbcClient jdbc = JdbcClient.create(CONNECTIONS);

    LimitDatabase() {
        jdbc.sql("truncate request_limit, login_place").update();
    }

    private static HikariDataSource connections() {
        var pool = new HikariDataSource();
        pool.setDataSource(POSTGRES.getPostgresDatabase());
        pool.setConnectionInitSql("set lock_timeout = '2s'");
        return pool;
    }

    /** Those of one gateway, which remembers no refusal. */
    SharedLimits limits() {
        return limits(System::nanoTime);
    }

    /** One whose time passes when the test says so. */
    SharedLimits limits(LongSupplier nanoTime) {
        return new SharedLimits(jdbc, Duration.ZERO, nanoTime);
    }

    LoginFailureLimits loginFailures(LimitSettings settings) {
        return new LoginFailureLimits(limits(), new KnownPlaces(jdbc), settings);
    }

    /** A session that locks every row and forgets it; the caller ends it. */
    Connection locked() throws SQLException {
        return locked("select from request_limit for update");
    }

    Connection locked(String lock) throws SQLException {
        var session = POSTGRES.getPostgresDatabase().getConnection();
        session.setAutoCommit(false);
        try (var statement = session.createStatement()) {
            statement.execute(lock);
        }
        return session;
    }

    void pass(Duration time) {
        for (var change : new String[] {
            "update request_limit set counted_at = counted_at - make_interval(secs => ?)",
            "update login_place set seen_at = seen_at - make_interval(secs => ?)"
        }) {
            jdbc.sql(change).param(time.toMillis() / 1e3).update();
        }
    }
}
