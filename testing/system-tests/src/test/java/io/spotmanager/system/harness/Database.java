package io.spotmanager.system.harness;

import static org.awaitility.Awaitility.await;

import io.spotmanager.db.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A PostgreSQL of the test's own that can crash and come back on the same port with the same data. */
public final class Database implements AutoCloseable {
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);

    private final Folder folder = Folder.create("postgres");
    private final Path data = folder.path().resolve("data");
    private final int port = Ports.free();
    private EmbeddedPostgres server;

    private Database() {
        this.server = run();
    }

    static Database start() {
        var database = startEmpty();
        new Schema(database.server.getPostgresDatabase()).migrate();
        return database;
    }

    /** One without any table. */
    public static Database startEmpty() {
        return new Database();
    }

    /** What a part reads from its environment to use this database. */
    public Map<String, String> environment() {
        return Map.of(
                "SPRING_DATASOURCE_URL",
                server.getJdbcUrl("postgres", "postgres"),
                "SPRING_DATASOURCE_USERNAME",
                "postgres");
    }

    private EmbeddedPostgres run() {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setPGStartupWait(MAX_WAIT)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<String> settings() {
        return List.of(
                "--spring.datasource.url=" + server.getJdbcUrl("postgres", "postgres"),
                "--spring.datasource.username=postgres");
    }

    /** An immediate stop: no farewell to anybody, recovery at the next start. */
    public void crash() {
        var postmaster = postmaster();
        Signals.send("QUIT", postmaster.pid());
        await("PostgreSQL is gone").atMost(MAX_WAIT).until(() -> !postmaster.isAlive());
    }

    public void comeBack() {
        closeQuietly(); // gives its lock on the folder back; there is no server to stop any more
        server = run();
    }

    private ProcessHandle postmaster() {
        try (var lines = Files.lines(data.resolve("postmaster.pid"))) {
            var pid = Long.parseLong(lines.findFirst().orElseThrow().strip());
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public DataSource dataSource() {
        return server.getPostgresDatabase();
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(server.getPostgresDatabase());
    }

    /** Every operation that was ever accepted. */
    public List<UUID> operations() {
        return jdbc().sql("select id from operation")
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /** When an operation ended, as the worker wrote it down. */
    public Instant endOf(UUID operation) {
        return jdbc().sql("select updated_at from operation where id = ? and not open")
                .param(operation)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private void closeQuietly() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closeQuietly();
        folder.close();
    }
}
