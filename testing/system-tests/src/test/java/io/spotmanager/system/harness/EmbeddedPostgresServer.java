package io.spotmanager.system.harness;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The PostgreSQL that comes with the product; it needs nothing on the machine. */
final class EmbeddedPostgresServer implements PostgresServer {
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);

    private final Folder folder = Folder.create("postgres");
    private final Path data = folder.path().resolve("data");
    private final int port = Ports.free();
    private final Map<String, String> config;
    private EmbeddedPostgres server;

    /** @param config besides the usual, by PostgreSQL's names */
    EmbeddedPostgresServer(Map<String, String> config) {
        this.config = config;
        this.server = run();
    }

    private EmbeddedPostgres run() {
        try {
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setPGStartupWait(MAX_WAIT)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200");
            config.forEach(builder::setServerConfig);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    public String password() {
        return "";
    }

    @Override
    public void crash() {
        var postmaster = postmaster();
        Signals.send("QUIT", postmaster.pid());
        await("PostgreSQL is gone").atMost(MAX_WAIT).until(() -> !postmaster.isAlive());
    }

    @Override
    public void comeBack() {
        stop(); // gives its lock on the folder back; there is no server to stop any more
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

    private void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
        folder.close();
    }
}
