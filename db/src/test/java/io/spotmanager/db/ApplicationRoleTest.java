package io.spotmanager.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The parts log in as a role that can do their work, and can rewrite no history. */
class ApplicationRoleTest {
    private static final Set<Part> ALL = Part.serving();
    private static final ApplicationRole PARTS = new ApplicationRole("spot_app", "a secret", ALL);

    private static EmbeddedPostgres postgres;
    private static DataSource owner;
    private static DataSource parts;

    @BeforeAll
    static void a_database_with_one_operation() throws Exception {
        postgres = EmbeddedPostgres.start();
        owner = postgres.getPostgresDatabase();
        new Schema(owner).migrate();
        PARTS.grant(owner);
        parts = as(PARTS.name());
        execute(parts, """
                insert into operation (id, kind, subject, state, request, requested_by, audit_seq, audit_head)
                values ('00000000-0000-0000-0000-000000000001', 'k', 's', 'REQUESTED', '{}', 'ann', 1, 'h');
                insert into audit_entry (operation_id, seq, at, actor, event, to_state, attempt, fence, detail, hash)
                values ('00000000-0000-0000-0000-000000000001', 1, now(), 'ann', 'ACCEPTED', 'REQUESTED', 0, 0, '{}', 'h');
                insert into outbox (operation_id, route, available_at) values ('00000000-0000-0000-0000-000000000001', 'k', now())
                """);
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    private static DataSource as(String user) {
        var database = new PGSimpleDataSource();
        database.setUrl(postgres.getJdbcUrl(user, "postgres"));
        database.setUser(user);
        database.setPassword("a secret");
        return database;
    }

    private static void execute(DataSource database, String change) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(change);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update operation set attempt = 1",
                "select * from operation for no key update skip locked",
                "delete from outbox",
                "select * from audit_entry",
                "select * from flyway_schema_history"
            })
    void it_can_do_what_the_parts_do(String statement) {
        assertThatCode(() -> execute(parts, statement)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set actor = 'nobody'",
                "delete from audit_entry",
                "truncate audit_entry cascade",
                "update audit_checkpoint set n = 2",
                "delete from audit_checkpoint",
                "alter table audit_entry disable trigger all",
                "drop trigger audit_is_append_only on audit_entry",
                "drop table audit_entry cascade",
                "create or replace function refuse_audit_change() returns trigger language sql as 'select 1'",
                "create table mine (n int)",
                "set session_replication_role = replica",
                "delete from flyway_schema_history",
                "update schema_support set oldest = '1'",
                "copy operation to program 'cat'",
                "create role another superuser"
            })
    void it_can_neither_rewrite_the_history_nor_change_what_guards_it(String statement) {
        assertThatThrownBy(() -> execute(parts, statement))
                .isInstanceOf(SQLException.class)
                .hasMessageMatching("(?s).*(permission denied|must be (owner|superuser)|can only|must have).*");
    }

    @Test
    void a_part_finds_its_schema_and_its_cloud_as_that_role() {
        assertThatCode(new Schema(parts)::requireUsable).doesNotThrowAnyException();
    }

    @Test
    void granting_again_changes_nothing_but_the_password_that_is_given() throws SQLException {
        new ApplicationRole(PARTS.name(), null, ALL).grant(owner);
        PARTS.grant(owner);

        assertThatCode(() -> execute(parts, "select 1")).doesNotThrowAnyException();
    }

    @Test
    void a_role_with_the_owners_rights_is_refused() throws SQLException {
        execute(owner, "drop role if exists too_much; create role too_much login superuser");

        assertThatThrownBy(() -> new ApplicationRole("too_much", null, ALL).grant(owner))
                .hasMessageContaining("is a superuser");
        execute(owner, "alter role too_much nosuperuser; grant postgres to too_much");
        assertThatThrownBy(() -> new ApplicationRole("too_much", null, ALL).grant(owner))
                .hasMessageContaining("has the rights of postgres");
    }

    @Test
    void the_environment_names_one_for_all_parts_or_one_for_each_or_none() {
        assertThat(ApplicationRole.from(Map.of())).isEmpty();
        assertThat(ApplicationRole.from(Map.of("SPOT_DATABASE_APPLICATION_USER", " ")))
                .isEmpty();
        assertThat(ApplicationRole.from(Map.of("SPOT_DATABASE_APPLICATION_USER", "spot_app")))
                .containsExactly(new ApplicationRole("spot_app", null, ALL));
        assertThat(ApplicationRole.from(Map.of(
                        "SPOT_DATABASE_GATEWAY_USER", "door",
                        "SPOT_DATABASE_GATEWAY_PASSWORD", "secret",
                        "SPOT_DATABASE_LAUNCH_WORKER_USER", "work",
                        "SPOT_DATABASE_MIGRATION_WORKER_USER", "work")))
                .containsExactlyInAnyOrder(
                        new ApplicationRole("door", "secret", Set.of(Part.GATEWAY)),
                        new ApplicationRole("work", null, Set.of(Part.LAUNCH_WORKER, Part.MIGRATION_WORKER)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            SPOT_DATABASE_APPLICATION_USER=Spot"; drop                              | SPOT_DATABASE_APPLICATION_USER is Spot
            SPOT_DATABASE_GATEWAY_USER=9                                            | SPOT_DATABASE_GATEWAY_USER is 9
            SPOT_DATABASE_INVENTORY_WORKER_PASSWORD=x                               | SPOT_DATABASE_INVENTORY_WORKER_USER is not
            SPOT_DATABASE_GATEWAY_USER=a SPOT_DATABASE_GATEWAY_PASSWORD=b SPOT_DATABASE_LAUNCH_WORKER_USER=a SPOT_DATABASE_LAUNCH_WORKER_PASSWORD=c | The role a is named for several parts with different passwords
            """, delimiter = '|')
    void settings_that_cannot_be_taken_are_refused_by_their_name(String settings, String sentence) {
        var environment = Arrays.stream(settings.split(" (?=SPOT)"))
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApplicationRole.from(environment))
                .withMessageContaining(sentence);
    }

    @Test
    void who_owns_the_tables_is_told_so_and_who_does_not_is_not() {
        assertThat(LoginRole.excess(owner))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("as postgres", "docs/operations.md"));
        assertThat(LoginRole.excess(parts)).isEmpty();
    }
}
