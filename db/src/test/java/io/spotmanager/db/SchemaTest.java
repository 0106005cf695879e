package io.spotmanager.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @Test
    void an_empty_database_is_refused_until_it_is_migrated() throws SQLException {
        var database = database("fresh");
        var schema = new Schema(database);

        assertThatThrownBy(schema::requireUsable)
                .isInstanceOf(WrongSchemaException.class)
                .hasMessageContaining("is at none, this build needs version")
                .hasMessageContaining("Run the schema migration");

        assertThat(schema.migrate()).isPositive();
        schema.requireUsable();
        assertThat(schema.migrate()).isZero();
    }

    @Test
    void a_newer_schema_is_used_by_the_releases_that_it_supports_and_by_no_others() throws SQLException {
        var database = database("newer");
        var schema = new Schema(database);
        schema.migrate();
        assertThat(schema.requireUsable()).isEmpty();
        execute(database, """
                insert into flyway_schema_history
                select installed_rank + 1, '999', description, type, 'V999__later.sql', checksum, installed_by, now(), 1, true
                from flyway_schema_history order by installed_rank desc limit 1
                """);

        assertThat(schema.requireUsable()).contains("999");
        assertThat(schema.migrate())
                .as("the migration of this release, run again")
                .isZero();

        execute(database, "update schema_support set oldest = '998.1'");
        assertThatThrownBy(schema::requireUsable)
                .isInstanceOf(WrongSchemaException.class)
                .hasMessageContaining("is at version 999")
                .hasMessageContaining("version 998.1 or newer may run on it")
                .hasMessageContaining("Start a newer release");
    }

    /** What the parts of the release before read or write. */
    private static final Pattern TAKES_AWAY = Pattern.compile(
            "(?i)\\bdrop\\s+(table|column|view)\\b|\\brename\\b|\\balter\\s+(column\\s+)?\\w+\\s+(set\\s+not\\s+null|type)\\b");

    @Test
    void a_migration_that_takes_something_away_says_which_releases_it_shuts_out() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(files.filter(file -> version(file).isNewerThan("24"))
                            .filter(file -> TAKES_AWAY.matcher(text(file)).find())
                            .filter(file -> !text(file).contains("update schema_support set oldest")))
                    .as("migrations that drop, rename or forbid something without 'update schema_support set oldest'")
                    .isEmpty();
        }
        assertThat("alter table worker\n    drop column rests").containsPattern(TAKES_AWAY);
        assertThat("alter table worker alter column name set not null").containsPattern(TAKES_AWAY);
        assertThat("alter table worker add column rests text[]").doesNotContainPattern(TAKES_AWAY);
    }

    private static MigrationVersion version(Path file) {
        return MigrationVersion.fromVersion(
                file.getFileName().toString().replaceAll("^V(.*)__.*$", "$1").replace('_', '.'));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void an_audit_entry_can_neither_be_changed_nor_removed() throws SQLException {
        var database = database("audit");
        new Schema(database).migrate();
        execute(database, """
                insert into operation (id, kind, subject, state, request, requested_by, audit_seq, audit_head)
                values ('00000000-0000-0000-0000-000000000001', 'k', 's', 'REQUESTED', '{}', 'ann', 1, 'h');
                insert into audit_entry (operation_id, seq, at, actor, event, to_state, attempt, fence, detail, hash)
                values ('00000000-0000-0000-0000-000000000001', 1, now(), 'ann', 'ACCEPTED', 'REQUESTED', 0, 0, '{}', 'h')
                """);

        for (var change :
                new String[] {"update audit_entry set actor = 'bob'", "delete from audit_entry", "truncate audit_entry"
                }) {
            assertThatThrownBy(() -> execute(database, change))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("append-only");
        }
    }

    private static DataSource database(String name) throws SQLException {
        execute(postgres.getPostgresDatabase(), "create database " + name);
        return postgres.getDatabase("postgres", name);
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
