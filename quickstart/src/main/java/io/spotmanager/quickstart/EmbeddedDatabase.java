package io.spotmanager.quickstart;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * PostgreSQL in a child process, with all durable settings on and persistent data. It listens on loopback only, has no socket
 * in the file system and one user, whose password is in a file that only the owner can read.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    /** The user of the database. */
    public static final String USER = "postgres";

    private final DatabaseFolder folder;
    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(DatabaseFolder folder, EmbeddedPostgres postgres) {
        this.folder = folder;
        this.postgres = postgres;
    }

    /**
     * Blocks until the database answers.
     *
     * @param parent the folder of data, programs and password; created if missing
     * @throws IllegalArgumentException if another process runs a database on it
     */
    public static EmbeddedDatabase start(Path parent) throws IOException {
        DataFolder.open(parent);
        var data = parent.resolve("postgres");
        var folder = DatabaseFolder.take(data);
        try {
            var binaries = DataFolder.ownerAlone(parent.resolve("postgres-binaries"));
            var login = new DatabaseLogin(binaries, DataFolder.secret(parent.resolve("database-password")));
            return new EmbeddedDatabase(folder, run(data, login));
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static EmbeddedPostgres run(Path data, DatabaseLogin login) throws IOException {
        // The library would also search for left-over databases in a folder that every user of the machine may write.
        System.setProperty("ot.epg.working-dir", login.binaries().toString());
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(login.binaries().toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setDataDirectoryCustomizer(folder -> login.require(folder.toPath()))
                .setConnectConfig("password", login.password())
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "200")
                .start();
    }

    /** Returns the JDBC address, without the password. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.getPort());
    }

    /** Returns the database, logged in. */
    public DataSource dataSource() {
        return postgres.getPostgresDatabase();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        folder.close();
    }
}
