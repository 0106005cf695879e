package io.spotmanager.db.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spotmanager.db.DatabaseProblem;
import io.spotmanager.domain.settings.ConfigTree;
import io.spotmanager.domain.settings.SecretFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * {@code ./spot backup FILE} and {@code ./spot restore FILE}: a dump of the database of {@code SPRING_DATASOURCE_*}, and its way into an empty one. Exit code 0: done; 1: not done,
 * and nothing was changed; 2: a wrong argument or setting.
 */
public final class BackupCommand {
    private static final String USAGE =
            "usage: backup FILE, or restore FILE; with SPRING_DATASOURCE_URL, _USERNAME and _PASSWORD (or _PASSWORD_FILE) of the owner of the tables";

    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private BackupCommand() {}

    static void main(String[] arguments) {
        // It would print the whole address with every default in it.
        FLYWAY.setLevel(Level.WARNING);
        try {
            run(List.of(arguments), SecretFiles.in(ConfigTree.in(System.getenv())), System.out::println);
        } catch (IllegalArgumentException e) {
            end(2, String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            end(1, sentence(e, String.valueOf(e.getMessage())));
        } catch (SQLException e) {
            end(1, sentence(e, "The database failed: " + e.getMessage()));
        } catch (IOException e) {
            end(1, "A file could not be written or read: " + e);
        }
    }

    private static void end(int code, String sentence) {
        System.err.println(sentence);
        System.exit(code);
    }

    private static String sentence(Exception failure, String otherwise) {
        return DatabaseProblem.in(failure)
                .map(problem -> problem.sentence() + " " + problem.wayOut())
                .orElse(otherwise);
    }

    /**
     * Makes or restores a backup. Blocks for as long as that takes.
     *
     * @param settings by the names of environment variables
     * @param log gets a sentence for each thing that was done
     * @throws IllegalArgumentException if an argument or a setting is wrong
     * @throws IllegalStateException if it was not done, with the reason
     * @throws SQLException if the database cannot be asked
     */
    public static void run(List<String> arguments, Map<String, String> settings, Consumer<String> log)
            throws IOException, SQLException {
        if (arguments.size() != 2
                || arguments.get(1).isBlank()
                || arguments.get(1).startsWith("-")) {
            throw new IllegalArgumentException(USAGE);
        }
        var client = new PostgresClient(settings);
        var file = new BackupFile(Path.of(arguments.get(1)).toAbsolutePath().normalize());
        switch (arguments.getFirst()) {
            case "backup" -> backup(client, file, log);
            case "restore" -> new Restoration(client, log).restore(file);
            default -> throw new IllegalArgumentException(USAGE);
        }
    }

    private static void backup(PostgresClient client, BackupFile file, Consumer<String> log)
            throws IOException, SQLException {
        var folder = file.path().getParent();
        if (folder == null || !Files.isWritable(folder)) {
            throw new IllegalArgumentException("There is no folder %s that can be written to.".formatted(folder));
        }
        if (Files.exists(file.path()) || Files.exists(file.checksum())) {
            throw new IllegalArgumentException(
                    "%s, or its .sha256, is there already. Give another name.".formatted(file.path()));
        }
        client.require(release(client.database()), "pg_dump", "pg_restore");
        // Its owner alone may read it.
        var part = new BackupFile(Files.createTempFile(folder, file.path().getFileName() + "-", ".part"));
        try {
            // Sessions are log-ins of that moment, and no history.
            client.runOnDatabase(
                    "pg_dump",
                    "--format=custom",
                    "--lock-wait-timeout=60000",
                    "--exclude-table-data=public.web_session*",
                    "--file=" + part.path());
            part.contents(client);
            client.run("pg_restore", "--file=/dev/null", part.path().toString());
            try (var channel = FileChannel.open(part.path(), StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            var sum = part.sha256();
            Files.writeString(
                    file.checksum(),
                    "%s  %s%n".formatted(sum, file.path().getFileName()),
                    UTF_8,
                    StandardOpenOption.CREATE_NEW);
            Files.move(part.path(), file.path(), StandardCopyOption.ATOMIC_MOVE);
            log.accept("%s has %,d bytes, SHA-256 %s (also in %s)."
                    .formatted(
                            file.path(),
                            Files.size(file.path()),
                            sum,
                            file.checksum().getFileName()));
        } finally {
            Files.deleteIfExists(part.path());
        }
        log.accept(
                "In it: the operations and their history, pools, policies, plans, people with hashes of their passwords, tokens, webhooks with their secrets. Keep it where only administrators read it.");
        log.accept(
                "Not in it: the settings and passwords of the parts, the key that signs the history (keep it apart from the backup), archived operations (SPOT_HISTORY_ARCHIVE_DIR), sessions, and what RabbitMQ holds, which nobody needs for a restore.");
    }

    /** Returns the release of the server, such as 15. */
    static int release(DataSource database) throws SQLException {
        try (var connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseMajorVersion();
        }
    }
}
