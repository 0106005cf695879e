package io.spotmanager.inventory;

import io.spotmanager.db.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One database for all tests of this module, empty for each of them. */
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

    static TransactionTemplate transactions(DataSource database) {
        return new TransactionTemplate(new JdbcTransactionManager(database));
    }

    static void empty() {
        var jdbc = jdbc();
        jdbc.sql("truncate pool, pool_host, host, host_read, vm, flavor, project, device, outbox")
                .update();
        jdbc.sql("update snapshot set generation = 0, read_at = null, wanted_at = null")
                .update();
        jdbc.sql("update source set state = 'UNREAD', read_at = null, stale_since = null, trouble = null")
                .update();
        TransactionTemplate all = transactions(source());
        all.executeWithoutResult(_ -> jdbc.sql("select 1").query().singleRow());
    }
}
