package io.spotmanager.fleet.snapshot;

import io.spotmanager.db.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One database for all tests of this module. */
final class FleetDatabase {
    private static final EmbeddedPostgres SERVER = start();

    private FleetDatabase() {}

    private static EmbeddedPostgres start() {
        try {
            var postgres =
                    EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
            new Schema(postgres.getPostgresDatabase()).migrate();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JdbcClient jdbc() {
        return JdbcClient.create(SERVER.getPostgresDatabase());
    }

    static Connection connection() throws SQLException {
        return SERVER.getPostgresDatabase().getConnection();
    }

    /** As another replica has it. */
    static SnapshotStore store() {
        var database = SERVER.getPostgresDatabase();
        return new SnapshotStore(
                JdbcClient.create(database), new TransactionTemplate(new JdbcTransactionManager(database)));
    }

    /** The state before the first read of any cloud. */
    static void empty() {
        jdbc().sql(
                        "truncate pool, pool_host, host, host_read, vm, flavor, project, device, source_measure, source_doubt")
                .update();
        jdbc().sql("update snapshot set generation = 0, read_at = null, wanted_at = null")
                .update();
        jdbc().sql(
                        "update source set state = 'UNREAD', read_at = null, took_ms = null, calls = null, items = null, trouble = null")
                .update();
    }

    static String one(String sql) {
        return jdbc().sql(sql)
                .query((row, number) -> String.valueOf(row.getString(1)))
                .single();
    }
}
