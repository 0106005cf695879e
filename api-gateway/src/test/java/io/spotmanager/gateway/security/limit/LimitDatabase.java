package io.spotmanager.gateway.security.limit;

import io.spotmanager.gateway.fixture.Surroundings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The limits of gateways that share one database, where time passes when a test says so. */
final class LimitDatabase {
    private static final EmbeddedPostgres POSTGRES = Surroundings.database();

    /** Its statements wait for a lock as long as those of a gateway do. */
    final JdbcClient jdbc =
            JdbcClient.create(POSTGRES.getDatabase("postgres", "postgres", Map.of("options", "-c lock_timeout=2s")));

    LimitDatabase() {
        jdbc.sql("truncate request_limit, login_place").update();
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
