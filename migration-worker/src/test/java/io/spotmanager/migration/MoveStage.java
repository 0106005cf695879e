package io.spotmanager.migration;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spotmanager.clouds.fleet.MoveRequest;
import io.spotmanager.db.Schema;
import io.spotmanager.workflow.audit.AuditEntry;
import io.spotmanager.workflow.audit.AuditTrail;
import io.spotmanager.workflow.audit.AuditVerification;
import io.spotmanager.workflow.execution.ExecutionSettings;
import io.spotmanager.workflow.execution.ExecutionSettings.BackoffSettings;
import io.spotmanager.workflow.execution.LeaseKeeper;
import io.spotmanager.workflow.execution.OperationRunner;
import io.spotmanager.workflow.execution.WalkerParts;
import io.spotmanager.workflow.execution.WorkerRegistry;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.Acceptance;
import io.spotmanager.workflow.operation.AskedAction;
import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.KernelJson;
import io.spotmanager.workflow.operation.NewOperation;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperationIntake;
import io.spotmanager.workflow.operation.OperationStore;
import io.spotmanager.workflow.operation.OperatorActions;
import io.spotmanager.workflow.step.Workflow;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The real kernel on a real database, without a broker: nudges come from the test, and so does the passing of time. */
final class MoveStage implements AutoCloseable {
    /** Tries of a step before it counts as exhausted. */
    static final int TRIES = 3;

    private static final ExecutionSettings SETTINGS = new ExecutionSettings(
            Duration.ofSeconds(30),
            Duration.ofMillis(400),
            Duration.ofMillis(250),
            Duration.ofSeconds(4),
            1,
            TRIES,
            new BackoffSettings(Duration.ofMillis(2), Duration.ofMillis(2)));

    private final EmbeddedPostgres postgres;
    private final SingleConnectionDataSource connection;
    private final JdbcClient jdbc;
    private final OperationStore store;
    private final OperationIntake intake;
    private final OperatorActions actions;
    private final AuditTrail histories;
    private final LeaseKeeper leases;

    MoveStage() {
        postgres = started();
        connection = new SingleConnectionDataSource(postgres.getJdbcUrl("postgres", "postgres"), true);
        new Schema(postgres.getPostgresDatabase()).migrate();
        jdbc = JdbcClient.create(connection);
        store = new OperationStore(jdbc);
        intake = new OperationIntake(jdbc, InstantSource.system());
        actions = new OperatorActions(jdbc, store, InstantSource.system());
        histories = new AuditTrail(jdbc);
        leases = new LeaseKeeper(
                new WorkerRegistry(jdbc, "stage", MigrationTable.WORKFLOW),
                SETTINGS.lease(),
                () -> 0L, // no time passes, so no lease runs out
                UUID::randomUUID);
        leases.beat();
    }

    private static EmbeddedPostgres started() {
        try {
            return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        connection.destroy();
        postgres.close();
    }

    DataSource database() {
        return connection;
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    /** A move that was just accepted and that this workflow will carry out. */
    Move accepted(MoveRequest request, Workflow workflow) {
        var command = new Command(
                MigrationTable.WORKFLOW,
                request.host(),
                KernelJson.MAPPER.valueToTree(request),
                "olga",
                "customer asked",
                null);
        var operation = new NewOperation(UUID.randomUUID(), command, List.of("RETRY", "CANCEL"), null);
        var accepted = (Acceptance.Accepted) intake.accept(operation);
        var parts = new WalkerParts(
                workflow,
                "stage",
                SETTINGS,
                InstantSource.system(),
                new SplittableRandom(1),
                new SimpleMeterRegistry());
        return new Move(this, accepted.operationId(), new OperationRunner(store, leases, parts, now -> {}));
    }

    Operation read(UUID id) {
        return store.find(id).orElseThrow();
    }

    List<AuditEntry> history(UUID id) {
        return histories.of(id);
    }

    /** @return whether the wish is on record */
    boolean ask(UUID id, Signal signal) {
        return actions.ask(id, new AskedAction(signal, "olga", "I looked at it"))
                instanceof OperatorActions.Answer.Asked;
    }

    /** The time that the operation waits for has come. */
    void theTimeComesFor(UUID id) {
        jdbc.sql("update operation set available_at = now() where id = ? and available_at <> 'infinity'")
                .param(id)
                .update();
    }

    AuditVerification.Report verified() {
        return new AuditVerification(jdbc, new TransactionTemplate(new DataSourceTransactionManager(connection)))
                .verify();
    }
}
