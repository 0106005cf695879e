package io.spotmanager.testkit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spotmanager.audit.AuditEntry;
import io.spotmanager.audit.AuditTrail;
import io.spotmanager.audit.AuditVerification;
import io.spotmanager.audit.Json;
import io.spotmanager.db.Schema;
import io.spotmanager.workflow.execution.ExecutionSettings;
import io.spotmanager.workflow.execution.ExecutionSettings.BackoffSettings;
import io.spotmanager.workflow.execution.ExecutorConfig;
import io.spotmanager.workflow.execution.OperationRunner;
import io.spotmanager.workflow.execution.WorkerLease;
import io.spotmanager.workflow.execution.WorkerRegistry;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.NewOperation;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperationStore;
import io.spotmanager.workflow.operation.OperationSubmission;
import io.spotmanager.workflow.operation.OperatorActions;
import io.spotmanager.workflow.operation.OperatorRequest;
import io.spotmanager.workflow.operation.SubmissionResult;
import io.spotmanager.workflow.step.Workflow;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The real kernel on a real database, without a broker: commands come from the test, and so does the passing of time. */
public final class WorkflowTestEnvironment implements AutoCloseable {
    /** Tries of a step before it counts as exhausted. */
    public static final int TRIES = 3;

    private static final ExecutionSettings SETTINGS = new ExecutionSettings(
            Duration.ofSeconds(30),
            Duration.ofMillis(400),
            Duration.ofMillis(250),
            Duration.ofSeconds(4),
            1,
            TRIES,
            new BackoffSettings(Duration.ofMillis(2), Duration.ofMillis(2)));

    private final String kind;
    private final EmbeddedPostgres postgres;
    private final SingleConnectionDataSource connection;
    private final JdbcClient jdbc;
    private final OperationStore store;
    private final OperationSubmission intake;
    private final OperatorActions actions;
    private final AuditTrail histories;
    private final WorkerLease leases;

    /** @param kind the name of the workflow that is rehearsed */
    public WorkflowTestEnvironment(String kind) {
        this.kind = kind;
        postgres = started();
        connection = new SingleConnectionDataSource(postgres.getJdbcUrl("postgres", "postgres"), true);
        new Schema(postgres.getPostgresDatabase()).migrate();
        jdbc = JdbcClient.create(connection);
        store = new OperationStore(jdbc);
        intake = new OperationSubmission(jdbc, InstantSource.system());
        actions = new OperatorActions(jdbc, store, InstantSource.system());
        histories = new AuditTrail(jdbc);
        leases = new WorkerLease(
                new WorkerRegistry(jdbc, "stage", kind, null),
                SETTINGS,
                () -> 0L, // no time passes, so no lease runs out
                UUID::randomUUID);
        leases.heartbeat();
    }

    private static EmbeddedPostgres started() {
        try {
            return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        connection.destroy();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /**
     * One database for all tests of a class: what an earlier test left open, or a call of it that may still be carried out, must
     * not hold what the next one wants.
     */
    public void clear() {
        jdbc.sql("update operation set subject = id::text where open or late_effects_until is not null")
                .update();
    }

    /** An operation that was just accepted and that this workflow will carry out. */
    public OperationScenario accepted(String subject, Object request, Workflow workflow) {
        var command = new Command(kind, subject, Json.MAPPER.valueToTree(request), "olga", "customer asked", null);
        // On a loaded machine the last heartbeat may be too old, and a command that no worker serves is not accepted.
        leases.heartbeat();
        var operation = new NewOperation(UUID.randomUUID(), command, List.of("RETRY", "CANCEL"), null);
        var accepted = (SubmissionResult.Accepted) intake.accept(operation);
        var parts = new ExecutorConfig(
                workflow,
                "stage",
                SETTINGS,
                InstantSource.system(),
                new SplittableRandom(1),
                new SimpleMeterRegistry());
        return new OperationScenario(
                this, accepted.operationId(), new OperationRunner(store, leases, parts, now -> {}));
    }

    Operation read(UUID id) {
        return store.find(id).orElseThrow();
    }

    List<AuditEntry> history(UUID id) {
        return histories.of(id);
    }

    /** @return whether the wish is on record */
    boolean ask(UUID id, Signal signal) {
        return actions.submit(id, new OperatorRequest(signal, "olga", "I looked at it"))
                instanceof OperatorActions.Answer.Asked;
    }

    /** The time that the operation waits for has come. */
    void theTimeComesFor(UUID id) {
        var waits = jdbc.sql("""
                select greatest(extract(epoch from available_at - now()) * 1000, 0)::bigint
                from operation where id = ? and available_at <> 'infinity'
                """).param(id).query(Long.class).optional();
        waits.ifPresent(millis -> timePasses(id, Duration.ofMillis(millis)));
        jdbc.sql("update operation set available_at = now() where id = ? and available_at <> 'infinity'")
                .param(id)
                .update();
    }

    /** All that the operation knows to have happened is so much longer ago. */
    void timePasses(UUID id, Duration time) {
        jdbc.sql("""
                update operation o
                set entered_at = entered_at - :millis * interval '1 millisecond',
                    interrupted_at = interrupted_at - :millis * interval '1 millisecond',
                    facts = o.facts || coalesce((
                        select jsonb_object_agg(key, to_char(
                            ((value #>> '{}')::timestamptz - :millis * interval '1 millisecond') at time zone 'UTC',
                            'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
                        from jsonb_each(o.facts) where key like '%\\_at'), '{}')
                where id = :id
                """).param("millis", time.toMillis()).param("id", id).update();
        jdbc.sql("""
                update operation ended set late_effects_until = ended.late_effects_until - :millis * interval '1 millisecond'
                from operation o where o.id = :id and ended.subject = o.subject and ended.late_effects_until is not null
                """).param("millis", time.toMillis()).param("id", id).update();
    }

    /** What the verification of all histories found, but for the columns that this stage changes itself. */
    public record Verified(List<String> findings) {}

    public Verified verified() {
        return new Verified(
                new AuditVerification(jdbc, new TransactionTemplate(new DataSourceTransactionManager(connection)))
                        .verify().findings().stream()
                                .filter(finding -> !finding.matches(".*: (subject|entered_at|facts) is .*"))
                                .toList());
    }
}
