package io.spotmanager.quickstart;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;

/** A real PostgreSQL in a child process, with all its durable settings on and its data kept. */
public final class EmbeddedDatabase implements AutoCloseable {
    private final DatabaseFolder folder;
    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(DatabaseFolder folder, EmbeddedPostgres postgres) {
        this.folder = folder;
        this.postgres = postgres;
    }

    /**
     * @param data created if it is not there
     * @throws IllegalStateException if another process runs a database on it
     */
    public static EmbeddedDatabase start(Path data) throws IOException {
        var folder = DatabaseFolder.take(data);
        try {
            return new EmbeddedDatabase(folder, run(data));
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static EmbeddedPostgres run(Path data) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "200")
                .start();
    }

    public String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    public DataSource dataSource() {
        return postgres.getPostgresDatabase();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        folder.close();
    }
}
