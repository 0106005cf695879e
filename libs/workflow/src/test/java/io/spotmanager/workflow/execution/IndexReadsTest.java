package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.fixture.Moves;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperationStore;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a worker's statements read of the index, with a worker's settings and no vacuum meanwhile. */
class IndexReadsTest {
    private static final int MANY = 2_000;
    private static final int FEW = 100;

    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    /** One connection, so that its plans and its counters are the ones that the test looks at. */
    private final HikariDataSource connection = database.workerPool("w1", 1);

    private final JdbcClient jdbc = JdbcClient.create(connection);
    private TestWorker worker;

    @BeforeEach
    void a_worker() {
        worker = TestWorker.started(connection, "w1", new ScriptedMove().workflow);
    }

    @Test
    void a_sweep_does_not_execution_again_through_operations_that_have_ended() {
        manyOperationsEnd();
        sweep();
        assertThat(readBy(this::sweep)).isLessThan(FEW);
    }

    @Test
    void a_claim_whose_plan_is_from_when_the_table_was_empty_does_not_either() {
        for (var time = 0; time < 10; time++) {
            claim(UUID.randomUUID());
        }
        manyOperationsEnd();
        claim(UUID.randomUUID());
        var wanted = database.accepted("gpu-1");
        assertThat(readBy(() -> assertThat(claim(wanted)).isPresent())).isLessThan(FEW);
    }

    private Optional<Operation> claim(UUID operation) {
        return new OperationStore(jdbc).claim(operation, Moves.claimant(worker.id()));
    }

    private void sweep() {
        worker.sweeps();
        worker.registry.leasesOf(worker.id());
    }

    private void manyOperationsEnd() {
        jdbc.sql("""
                insert into operation (id, kind, subject, state, request, requested_by, audit_seq, audit_head)
                select gen_random_uuid(), 'move', 'host-' || number, 'ACCEPTED', '{}', 'ann', 1, ''
                from generate_series(1, :many) as number
                """).param("many", MANY).update();
        jdbc.sql("update operation set open = false, ended_at = now()").update();
    }

    private long readBy(Runnable statements) {
        var before = indexEntriesRead();
        statements.run();
        return indexEntriesRead() - before;
    }

    private long indexEntriesRead() {
        jdbc.sql("select pg_stat_force_next_flush()")
                .query((row, number) -> true)
                .single();
        return jdbc.sql("select sum(idx_tup_read) from pg_stat_user_indexes where relname = 'operation'")
                .query(Long.class)
                .single();
    }
}
