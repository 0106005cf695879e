package io.spotmanager.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import javax.sql.DataSource;
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

        assertThatThrownBy(schema::requireCurrent)
                .isInstanceOf(WrongSchemaException.class)
                .hasMessageContaining("is at none, this build needs version")
                .hasMessageContaining("Run the schema migration");

        assertThat(schema.migrate()).isPositive();
        schema.requireCurrent();
        assertThat(schema.migrate()).isZero();
    }

    @Test
    void a_database_of_a_newer_release_is_refused() throws SQLException {
        var database = database("newer");
        var schema = new Schema(database);
        schema.migrate();
        execute(database, """
                insert into flyway_schema_history
                select installed_rank + 1, '999', description, type, 'V999__later.sql', checksum, installed_by, now(), 1, true
                from flyway_schema_history order by installed_rank desc limit 1
                """);

        assertThatThrownBy(schema::requireCurrent)
                .isInstanceOf(WrongSchemaException.class)
                .hasMessageContaining("version 999, which is newer than version");
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
