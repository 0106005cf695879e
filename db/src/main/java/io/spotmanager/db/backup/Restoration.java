package io.spotmanager.db.backup;

import io.spotmanager.db.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Puts a backup into an empty database. The hold is part of the same transaction: no part ever sees the old history without it, even if nothing remembers what
 * was done since. Nothing is ever deleted: what was there before stays where it is, as what the backup can be compared with.
 */
final class Restoration {
    /** The migration gives the rights on tables, to roles that it makes if they are missing. Functions that nobody may call stay so. */
    private static final Pattern RIGHTS_OF_ROLES =
            Pattern.compile("\\d+; \\d+ \\d+ (DEFAULT )?ACL (?!public FUNCTION ).*");

    private final PostgresClient client;
    private final DataSource database;
    private final Consumer<String> log;

    Restoration(PostgresClient client, Consumer<String> log) {
        this.client = client;
        this.database = client.database();
        this.log = log;
    }

    void restore(BackupFile file) throws IOException, SQLException {
        file.requireUnchanged();
        requireEmpty();
        var server = BackupCommand.release(database);
        client.require(server, "pg_restore", "psql");
        var contents = file.contents(client);
        var origin = BackupFile.release(contents);
        if (server < origin) {
            throw new IllegalStateException(
                    "The backup comes from PostgreSQL %d, and this server is of %d. Restore it on a server of that release or a newer one. Nothing was changed."
                            .formatted(origin, server));
        }
        requireKnown(file);
        var list = Files.createTempFile("spot-", ".list");
        try {
            Files.writeString(
                    list,
                    contents.lines()
                            .filter(line -> !RIGHTS_OF_ROLES.matcher(line).matches())
                            .collect(Collectors.joining("\n", "", "\n")));
            client.load(
                    List.of(
                            "pg_restore",
                            "--no-owner",
                            "--no-tablespaces",
                            "--no-publications",
                            "--no-subscriptions",
                            "--use-list=" + list,
                            "--file=-",
                            file.path().toString()),
                    hold(String.valueOf(file.path().getFileName())));
        } finally {
            Files.delete(list);
        }
        List.of(
                        "%s is restored, and held: no worker carries on anything of it.".formatted(file.path()),
                        "1. Run the schema migration of this release: it makes the roles of the parts if they are missing, and gives them their rights.",
                        "2. Start the parts on this database, with the settings and the signing key that you kept. ./spot reconcile lists what the clouds and the history know of each other.",
                        "3. Revoke again what was revoked since the backup: tokens, people, secrets of webhooks. Sessions were not in it.",
                        "4. Decide about each difference, then lift the hold. See docs/runbook.md, \"Backup and restore\".")
                .forEach(log);
    }

    /** The dump empties the search path, and a trigger of the table needs it. */
    private static String hold(String file) {
        return """
                set search_path = public;
                insert into freeze_entry (n, mode, actor, reason)
                select coalesce(max(n), 0) + 1, 'HELD', 'restore', 'restored from %s' from freeze_entry;
                """.formatted(file.replace("'", "''"));
    }

    private void requireEmpty() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select count(*), current_database(), string_agg(tablename, ', ') filter (where place <= 3)
                        from (select tablename, row_number() over (order by tablename) as place
                              from pg_tables where schemaname not in ('pg_catalog', 'information_schema')) t
                        """)) {
            row.next();
            if (row.getInt(1) > 0) {
                throw new IllegalStateException(
                        "The database %s is not empty: it has %d tables, such as %s. Make a new one (createdb NAME), and name it in SPRING_DATASOURCE_URL, here and for the parts; keep this one until you have compared. Nothing was changed."
                                .formatted(row.getString(2), row.getInt(1), row.getString(3)));
            }
        }
    }

    private void requireKnown(BackupFile file) throws IOException {
        var known = new Schema(database).versions();
        var unknown = file.migrations(client).stream()
                .filter(version -> !known.contains(version))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalStateException(
                    "The backup is of a newer release: this one does not know its schema versions %s. Restore it with ./spot of the release that made it. Nothing was changed."
                            .formatted(String.join(", ", unknown)));
        }
    }
}
