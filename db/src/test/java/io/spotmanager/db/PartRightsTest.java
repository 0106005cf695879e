package io.spotmanager.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Each part logs in as a role that can do its work, and nothing of the work of others. */
class PartRightsTest {
    private static final Map<Part, DataSource> logins = new EnumMap<>(Part.class);
    private static EmbeddedPostgres postgres;
    private static DataSource owner;

    @BeforeAll
    static void a_role_for_each_part() throws Exception {
        postgres = EmbeddedPostgres.start();
        owner = postgres.getPostgresDatabase();
        new Schema(owner).migrate();
        for (var part : Part.values()) {
            var role = new ApplicationRole("its_" + part.grantee(), "secret", Set.of(part));
            role.grant(owner);
            var login = new PGSimpleDataSource();
            login.setUrl(postgres.getJdbcUrl(role.name(), "postgres"));
            login.setUser(role.name());
            login.setPassword("secret");
            logins.put(part, login);
        }
        execute(owner, """
                insert into operation (id, kind, subject, state, request, requested_by, audit_seq, audit_head)
                values ('00000000-0000-0000-0000-000000000001', 'k', 's', 'REQUESTED', '{}', 'ann', 0, 'h')
                """);
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    private static void execute(DataSource database, String change) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(change);
        }
    }

    private static List<String> read(DataSource database, String query) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static DataSource as(Part part) {
        return logins.getOrDefault(part, owner);
    }

    /** Whoever adds a table has to say who may do what with it: without a line in rights.sql no part could use it. */
    @Test
    void every_table_has_a_line_and_every_line_a_table() throws SQLException {
        var named = TableGrant.all().stream()
                .flatMap(grant -> grant.tables().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        var tables = read(
                owner,
                "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') order by 1");

        assertThat(named).as("tables in rights.sql").containsExactlyElementsOf(new TreeSet<>(tables));
    }

    /** An identity needs no right to its sequence; another sequence would need one that rights.sql cannot give. */
    @Test
    void every_sequence_belongs_to_an_identity() throws SQLException {
        assertThat(read(owner, """
                select relname from pg_class c where relkind = 'S' and relnamespace = 'public'::regnamespace
                  and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'i')
                """)).isEmpty();
    }

    @Test
    void what_is_append_only_is_only_read_and_appended_to() throws SQLException {
        var appendOnly = read(owner, """
                select distinct t.tgrelid::regclass::text from pg_trigger t join pg_proc p on p.oid = t.tgfoid
                where starts_with(p.proname, 'refuse_')
                """);

        assertThat(appendOnly).contains("audit_entry", "audit_checkpoint");
        assertThat(TableGrant.all())
                .filteredOn(grant -> grant.tables().stream().anyMatch(appendOnly::contains))
                // Triggers let it remove what an archive has, and nothing else: ArchiveHistoryTest.
                .filteredOn(grant -> !grant.parts().equals(Set.of(Part.HISTORY_ARCHIVE)))
                .isNotEmpty()
                .allSatisfy(grant -> assertThat(grant.rights()).isIn("select", "select, insert"));
    }

    @ParameterizedTest
    @EnumSource
    void nobody_changes_the_schema_or_the_history(Part part) {
        for (var change : List.of(
                "create table mine (n int)",
                "alter table operation add column mine int",
                "drop table outbox",
                "create index mine on operation (kind)",
                "drop trigger audit_is_append_only on audit_entry",
                "alter table audit_entry disable trigger all",
                "create or replace function refuse_audit_change() returns trigger language sql as 'select 1'",
                "set session_replication_role = replica",
                "update audit_entry set actor = 'nobody'",
                "delete from audit_entry",
                "truncate audit_entry",
                "update audit_checkpoint set n = 2",
                "delete from audit_checkpoint",
                "truncate audit_checkpoint",
                "delete from freeze_entry",
                "delete from missing_entry",
                "delete from history_epoch",
                "delete from operation",
                "truncate operation cascade",
                "delete from flyway_schema_history",
                "update schema_support set oldest = '1'",
                "delete from cloud_binding",
                "update cloud_binding set cloud = 'another'",
                "create role another superuser",
                "set role postgres",
                "copy operation to program 'cat'")) {
            if (part == Part.HISTORY_ARCHIVE
                    && Set.of("delete from operation", "delete from audit_entry")
                            .contains(change)) {
                continue; // refused row by row: ArchiveHistoryTest
            }
            assertRefused(part, change);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            GATEWAY          | update snapshot set generation = 7
            GATEWAY          | update snapshot set read_at = now()
            GATEWAY          | insert into host (name) values ('h')
            GATEWAY          | update host set pool = 'another'
            GATEWAY          | delete from vm
            GATEWAY          | truncate pool
            GATEWAY          | update source set state = 'OK'
            GATEWAY          | update source_doubt set sentence = 'none'
            GATEWAY          | select * from source_measure
            GATEWAY          | update operation set state = 'SUCCEEDED'
            GATEWAY          | update operation set leased_by = null, fence = 9
            GATEWAY          | update operation set facts = '{}'
            GATEWAY          | update operation set requested_by = 'nobody'
            GATEWAY          | insert into worker (id, name, kind, session) values (gen_random_uuid(), 'w', 'k', 's')
            GATEWAY          | delete from worker
            GATEWAY          | delete from workflow_description
            GATEWAY          | delete from api_token
            GATEWAY          | update idempotency_key set request_hash = 'h'
            GATEWAY          | update approval set request = '{}'
            GATEWAY          | update approval set requested_by = 'nobody'
            GATEWAY          | delete from approval
            GATEWAY          | update reservation set request = '{}'
            GATEWAY          | update reservation set requested_by = 'nobody'
            GATEWAY          | delete from reservation
            MIGRATION_WORKER | select * from reservation
            MIGRATION_WORKER | select * from approval
            MIGRATION_WORKER | select * from web_session
            MIGRATION_WORKER | select * from configured_user
            MIGRATION_WORKER | select * from web_session_attributes
            MIGRATION_WORKER | select * from api_token
            MIGRATION_WORKER | insert into api_token (id, name, role, token_hash, created_by, expires_at) values (gen_random_uuid(), 'a', 'admin', 'h', 'a', now())
            MIGRATION_WORKER | select * from login_place
            MIGRATION_WORKER | select * from idempotency_key
            MIGRATION_WORKER | select * from audit_checkpoint
            MIGRATION_WORKER | insert into operation (id, kind, subject, state, request, requested_by, audit_seq, audit_head) values (gen_random_uuid(), 'k', 't', 's', '{}', 'a', 1, 'h')
            MIGRATION_WORKER | insert into history_epoch (id, own) values (gen_random_uuid(), true)
            MIGRATION_WORKER | select * from host
            MIGRATION_WORKER | select * from vm
            MIGRATION_WORKER | update snapshot set wanted_at = now()
            MIGRATION_WORKER | select * from rate_limit
            LAUNCH_WORKER    | select * from launch_catalogue
            LAUNCH_WORKER    | select * from web_session
            LAUNCH_WORKER    | select * from configured_user
            LAUNCH_WORKER    | select * from api_token
            LAUNCH_WORKER    | update host set pool = 'another'
            LAUNCH_WORKER    | select * from vm
            LAUNCH_WORKER    | insert into audit_checkpoint (n) values (1)
            INVENTORY_WORKER | select * from web_session
            INVENTORY_WORKER | select * from configured_user
            INVENTORY_WORKER | select * from api_token
            INVENTORY_WORKER | update operation set state = 'SUCCEEDED'
            INVENTORY_WORKER | select * from operation for update
            INVENTORY_WORKER | insert into audit_entry (operation_id, seq, at, actor, event, to_state, attempt, fence, detail, hash) values ('00000000-0000-0000-0000-000000000001', 1, now(), 'a', 'e', 's', 0, 0, '{}', 'h')
            INVENTORY_WORKER | insert into outbox (operation_id, route, available_at) values ('00000000-0000-0000-0000-000000000001', 'k', now())
            INVENTORY_WORKER | update worker set beat_at = now()
            INVENTORY_WORKER | delete from launch_catalogue
            """, delimiter = '|')
    void none_does_the_work_of_others(Part part, String statement) {
        assertRefused(part, statement);
    }

    private static void assertRefused(Part part, String statement) {
        assertThatThrownBy(() -> execute(as(part), statement))
                .as("%s: %s", part, statement)
                .isInstanceOf(SQLException.class)
                .hasMessageMatching("(?s).*(permission denied|must be (owner|superuser)|can only|must have).*");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            GATEWAY          | update operation set asked = '{}', audit_seq = 1, audit_head = 'h', available_at = now(), updated_at = now()
            GATEWAY          | select id from operation for no key update skip locked
            GATEWAY          | update snapshot set wanted_at = now() returning generation
            GATEWAY          | create temporary table t (n int)
            GATEWAY          | delete from idempotency_key where ctid = any (array(select ctid from idempotency_key for update skip locked))
            GATEWAY          | delete from request_limit where ctid = any (array(select ctid from request_limit for update skip locked))
            INVENTORY_WORKER | delete from outbox where id in (select id from outbox for update skip locked)
            MIGRATION_WORKER | update operation set state = 'VALIDATED', fence = 2
            MIGRATION_WORKER | select * from operation for no key update skip locked
            LAUNCH_WORKER    | select nvlinks from host
            INVENTORY_WORKER | select generation from snapshot for update
            INVENTORY_WORKER | delete from host
            INVENTORY_WORKER | select * from rate_limit
            INVENTORY_WORKER | update launch_catalogue_due set due_at = now()
            """, delimiter = '|')
    void each_does_its_own(Part part, String statement) {
        assertThatCode(() -> execute(as(part), statement)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HISTORY_ARCHIVE")
    void each_finds_its_schema_and_the_cloud(Part part) {
        var cloud = new CloudIdentity("http://keystone/v3", "project", null);

        assertThatCode(new Schema(as(part))::requireUsable).doesNotThrowAnyException();
        assertThatCode(() -> new CloudBinding(as(part)).require(cloud, null)).doesNotThrowAnyException();
    }

    /** A worker counts as dead when no connection carries its name any more, whichever role it has logged in with. */
    @Test
    void each_sees_the_names_of_the_connections_of_all() throws SQLException {
        var named = new PGSimpleDataSource();
        named.setUrl(postgres.getJdbcUrl("its_launch_worker", "postgres"));
        named.setUser("its_launch_worker");
        named.setPassword("secret");
        named.setApplicationName("spot-one-of-the-others");
        try (var connection = named.getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
            for (var part : Part.values()) {
                assertThat(read(as(part), "select application_name from pg_stat_activity"))
                        .as(part.name())
                        .contains("spot-one-of-the-others");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grant all on operation to its_inventory_worker",
                "grant update (state) on operation to its_inventory_worker"
            })
    void rights_of_before_are_gone_after_the_next_migration(String before) throws SQLException {
        execute(owner, before);
        new ApplicationRole("its_inventory_worker", null, Set.of(Part.INVENTORY_WORKER)).grant(owner);

        assertRefused(Part.INVENTORY_WORKER, "update operation set state = 'SUCCEEDED'");
    }
}
