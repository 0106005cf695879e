package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.audit.AuditEntry;
import io.spotmanager.audit.AuditEvent;
import io.spotmanager.audit.CheckpointKey;
import io.spotmanager.audit.Checkpoints;
import io.spotmanager.audit.DatabaseClock;
import io.spotmanager.audit.TrustedKeys;
import io.spotmanager.audit.VerificationRules;
import io.spotmanager.db.ApplicationRole;
import io.spotmanager.db.Part;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.fixture.Keys;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What somebody can do who has a migration worker's password of the database. */
class StolenWorkerTest {
    private static final String ROLE = "its_stolen_worker";

    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final CheckpointKey key = CheckpointKey.parse(Keys.privateKey());
    private JdbcClient thief = database.jdbc();
    private UUID operation = new UUID(0, 0);

    @BeforeEach
    void a_history_that_a_checkpoint_has_seen() throws SQLException {
        new ApplicationRole(ROLE, "secret", Set.of(Part.MIGRATION_WORKER)).grant(database.source());
        var login = new PGSimpleDataSource();
        login.setUrl(database.url());
        login.setUser(ROLE);
        login.setPassword("secret");
        thief = JdbcClient.create(login);
        operation = database.accepted("gpu-1");
        new Checkpoints(
                        database.jdbc(),
                        database.transactions(),
                        new DatabaseClock(database.jdbc()),
                        key,
                        Duration.ofMinutes(1))
                .write();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select password_hash from person",
                "select * from api_token",
                "select * from web_session",
                "select * from security_entry",
                "select * from configured_user",
                "select * from vm",
                "select * from project",
                "update person set role = 'ADMIN'",
                "insert into api_token (id) values (gen_random_uuid())",
                "insert into security_entry (seq) values (1)",
                "insert into audit_checkpoint (n) values (9)",
                "update pool_host set host = 'x'",
                "delete from pool_host",
                "update snapshot set generation = 0",
                "update source_doubt set accepted_by = 'anna'",
                "delete from operation",
                "update audit_entry set actor = 'nobody'",
                "delete from audit_entry",
                "alter table audit_entry disable trigger all",
                "copy (select 1) to program 'id'",
                "select pg_read_file('/etc/passwd')",
                "set role postgres"
            })
    void it_reads_no_people_writes_no_other_parts_tables_and_changes_no_history(String statement) {
        assertThatThrownBy(() -> thief.sql(statement).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    @Test
    void an_operation_that_it_changes_is_found() {
        assertThat(findings()).isEmpty();
        thief.sql("update operation set state = 'SUCCEEDED' where id = ?")
                .param(operation)
                .update();

        assertThat(findings()).anyMatch(finding -> finding.contains("state is \"SUCCEEDED\""));
    }

    @Test
    void an_entry_that_does_not_continue_the_chain_is_found() {
        insert(new AuditEntry(operation, 2, Instant.now(), noted("anna"), "{}", "0".repeat(64)));

        assertThat(findings()).anyMatch(finding -> finding.contains("entry 2 does not match its hash"));
    }

    @Test
    void a_checkpoint_of_its_own_is_none() {
        assertThatThrownBy(() -> thief.sql("""
                        insert into audit_checkpoint (n, written_at, up_to, heads, previous_hash, hash, public_key, signature)
                        values (2, now(), now(), '', '', '', '', '')""").update()).isInstanceOf(DataAccessException.class);
    }

    /** What is not guaranteed: a worker writes the history of what it does, so with its password it can write that it did something. */
    @Test
    void an_entry_that_continues_the_chain_can_be_added_in_any_name_and_never_be_taken_back() {
        var forged = AuditEntry.after(
                database.history(operation).getLast().head(), operation, Instant.now(), noted("anna"), "{}");
        insert(forged);
        thief.sql("update operation set audit_seq = 2, audit_head = ? where id = ?")
                .params(forged.hash(), operation)
                .update();

        assertThat(findings()).isEmpty();
        assertThatThrownBy(
                        () -> thief.sql("delete from audit_entry where seq = 2").update())
                .isInstanceOf(DataAccessException.class);
    }

    private void insert(AuditEntry entry) {
        var what = entry.what();
        thief.sql("""
                insert into audit_entry (operation_id, seq, at, actor, event, from_state, to_state, step, attempt, fence, detail, hash)
                values (:operation, :seq, :at::timestamptz, :actor, :event, :from, :to, :step, :attempt, :fence, :detail::json, :hash)
                """)
                .param("operation", entry.operationId())
                .param("seq", entry.seq())
                .param("at", entry.at().toString())
                .param("actor", what.actor())
                .param("event", what.event())
                .param("from", what.fromState())
                .param("to", what.toState())
                .param("step", what.step())
                .param("attempt", what.attempt())
                .param("fence", what.fence())
                .param("detail", entry.detail())
                .param("hash", entry.hash())
                .update();
    }

    private static AuditEvent noted(String actor) {
        return new AuditEvent(actor, "NOTED", "REQUESTED", "REQUESTED", "validate", 0, 0);
    }

    private List<String> findings() {
        return database.verification()
                .verify(VerificationRules.trusting(TrustedKeys.none().and(key)))
                .findings();
    }
}
