package io.spotmanager.inventory;

import io.spotmanager.db.Schema;
import io.spotmanager.workflow.description.WorkflowDescription;
import io.spotmanager.workflow.description.WorkflowDescription.Outcome;
import io.spotmanager.workflow.description.WorkflowDescription.Route;
import io.spotmanager.workflow.description.WorkflowDescription.State;
import io.spotmanager.workflow.description.WorkflowDescription.StateKind;
import io.spotmanager.workflow.description.WorkflowDescriptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One database for all tests of this module. */
final class InventoryDatabase {
    private static final EmbeddedPostgres SERVER = start();

    private InventoryDatabase() {}

    private static EmbeddedPostgres start() {
        try {
            var postgres =
                    EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
            new Schema(postgres.getPostgresDatabase()).migrate();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DataSource source() {
        return SERVER.getPostgresDatabase();
    }

    static JdbcClient jdbc() {
        return JdbcClient.create(source());
    }

    static InventoryRepository records() {
        var database = source();
        return InventoryRepository.in(
                JdbcClient.create(database), new TransactionTemplate(new JdbcTransactionManager(database)));
    }

    /** The state before the first read of any cloud. */
    static void empty() {
        var jdbc = jdbc();
        jdbc.sql(
                        "truncate pool, pool_host, host, host_read, vm, flavor, project, device, capacity, dependency_report, running_part")
                .update();
        jdbc.sql("update snapshot set generation = 0, read_at = null, wanted_at = null")
                .update();
        jdbc.sql("update source set state = 'UNREAD', read_at = null, items = null, stale_since = null, trouble = null")
                .update();
        jdbc.sql("truncate source_measure, source_doubt").update();
        // Without the triggers, which let an operation go only if an archive has it.
        jdbc.sql("""
                set session_replication_role = replica;
                delete from operation;
                set session_replication_role = origin;
                """).update();
        jdbc.sql("delete from workflow_description").update();
        describeMoves("migration", 1, "SUCCEEDED");
    }

    /**
     * As a worker does whose workflow moves hosts.
     *
     * @param reached the end of its happy path
     */
    static void describeMoves(String workflow, int version, String reached) {
        var states = List.of(
                state("REQUESTED", StateKind.STEP, null),
                state("UNDER_WAY", StateKind.STEP, null),
                state(reached, StateKind.END, Outcome.SUCCESS),
                state("TAKEN_OVER", StateKind.END, Outcome.SUCCESS),
                state("BROUGHT_BACK", StateKind.END, Outcome.UNDONE),
                state("REFUSED", StateKind.END, Outcome.FAILURE));
        var path = List.of("REQUESTED", "UNDER_WAY", reached);
        new WorkflowDescriptions(jdbc())
                .register(new WorkflowDescription(
                        workflow, version, "Move", "REQUESTED", List.of(), path, states, Route.NONE));
    }

    private static State state(String name, StateKind kind, @Nullable Outcome outcome) {
        return new State(name, name.toLowerCase(Locale.ROOT), kind, outcome, null, List.of());
    }

    /** A move into that pool that has just ended. */
    static UUID finishedMove(String host, String target) {
        var id = UUID.randomUUID();
        jdbc().sql("""
                insert into operation (id, kind, subject, state, open, request, requested_by, audit_seq, audit_head, ended_at)
                values (?, 'migration', ?, 'SUCCEEDED', false, json_build_object('target_aggregate', ?)::jsonb, 'ann', 1, '', now())
                """).params(id, host, target).update();
        return id;
    }

    static String one(String sql) {
        return jdbc().sql(sql)
                .query((row, number) -> String.valueOf(row.getString(1)))
                .single();
    }
}
