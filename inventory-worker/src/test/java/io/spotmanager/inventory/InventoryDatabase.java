package io.spotmanager.inventory;

import io.spotmanager.db.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One database for all tests of this module. */
final class InventoryDatabase {
    private static final EmbeddedPostgres SERVER = start();

    private InventoryDatabase() {}

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

    static DataSource source() {
        return SERVER.getPostgresDatabase();
    }

    static JdbcClient jdbc() {
        return JdbcClient.create(source());
    }

    static InventoryRepository records() {
        var database = source();
        return InventoryRepository.in(
                JdbcClient.create(database), new TransactionTemplate(new JdbcTransactionManager(database)));
    }

    /** As it is before the first look at any cloud. */
    static void empty() {
        var jdbc = jdbc();
        jdbc.sql("truncate pool, pool_host, host, host_read, vm, flavor, project, device")
                .update();
        jdbc.sql("update snapshot set generation = 0, read_at = null, wanted_at = null")
                .update();
        jdbc.sql("update source set state = 'UNREAD', read_at = null, items = null, stale_since = null, trouble = null")
                .update();
        jdbc.sql("delete from operation").update();
    }

    /** A move into that pool that has just ended. */
    static UUID finishedMove(String host, String target) {
        var id = UUID.randomUUID();
        jdbc().sql("""
                insert into operation (id, kind, subject, state, open, request, requested_by, audit_seq, audit_head, ended_at)
                values (?, 'migration', ?, 'SUCCEEDED', false, json_build_object('target_aggregate', ?)::jsonb, 'ann', 1, '', now())
                """).params(id, host, target).update();
        return id;
    }

    static String one(String sql) {
        return jdbc().sql(sql)
                .query((row, number) -> String.valueOf(row.getString(1)))
                .single();
    }
}
