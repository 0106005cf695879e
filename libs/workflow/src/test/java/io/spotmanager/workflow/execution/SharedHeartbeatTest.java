package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.freeze.FreezeMode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The workers of one process send one heartbeat, and each stays a worker of its own. */
@Timeout(30)
class SharedHeartbeatTest {
    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private static final Duration HALF_A_LEASE = TestWorker.SETTINGS.lease().dividedBy(2);

    private final ScriptedMove move = new ScriptedMove();
    private final JdbcClient connection = JdbcClient.create(database.workerPool("the-process", 1));
    private TestWorker first;
    private TestWorker second;
    private SharedHeartbeat shared;

    @BeforeEach
    void two_workers_of_one_process() {
        first = TestWorker.started(database, "w1", move.workflow);
        second = TestWorker.started(database, "w2", move.workflow);
        shared = new SharedHeartbeat(connection, List.of(first.keeper, second.keeper), DatabaseTime.steadily());
    }

    private void halfALeasePasses() {
        Stream.of(first, second).forEach(worker -> {
            worker.timePasses(HALF_A_LEASE);
            worker.wasSilentFor(HALF_A_LEASE);
        });
    }

    private String beats() {
        return shared.send("'something else' as more", (row, number) -> row.getString("more"));
    }

    @Test
    void one_statement_keeps_all_of_them_alive_and_brings_what_else_was_asked() {
        for (var times = 0; times < 5; times++) {
            halfALeasePasses();
            assertThat(beats()).isEqualTo("something else");
        }

        assertThat(first.keeper.canClaim()).isTrue();
        assertThat(second.keeper.canClaim()).isTrue();
        assertThat(TestWorker.started(database, "w3", move.workflow).buriesTheDead())
                .isZero();
        assertThat(workers()).isEqualTo(3);
    }

    @Test
    void one_that_others_have_removed_registers_again_and_does_not_take_the_others_with_it() {
        var before = first.id();
        var other = second.id();
        connection.sql("delete from worker where id = ?").param(before).update();

        beats();

        assertThat(first.id()).isNotEqualTo(before);
        assertThat(first.keeper.canClaim()).isTrue();
        assertThat(second.id()).isEqualTo(other);
        assertThat(workers()).isEqualTo(2);
    }

    @Test
    void a_locked_row_holds_up_only_its_own_worker() throws Exception {
        halfALeasePasses();
        halfALeasePasses();
        var forgotten = database.source().getConnection();
        forgotten.setAutoCommit(false);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var statement = forgotten.prepareStatement("select id from worker where id = ? for update")) {
            statement.setObject(1, first.id());
            statement.executeQuery().close();

            var beating = threads.submit(this::beats);

            await().until(second.keeper::canClaim);
            assertThat(first.keeper.canClaim()).isFalse();
            forgotten.rollback();
            beating.get(10, TimeUnit.SECONDS);
            assertThat(first.keeper.canClaim()).isTrue();
        } finally {
            forgotten.rollback();
            forgotten.setAutoCommit(true);
            forgotten.close();
        }
    }

    @Test
    void one_that_was_proven_two_leases_ago_goes_on_under_another_identity() {
        var before = first.id();
        var other = second.id();
        first.timePasses(TestWorker.SETTINGS.lease().multipliedBy(2));

        beats();

        assertThat(first.id()).isNotEqualTo(before);
        assertThat(first.keeper.canClaim()).isTrue();
        assertThat(second.id()).isEqualTo(other);
    }

    @Test
    void a_freeze_is_noticed() {
        database.jdbc()
                .sql("insert into freeze_entry (n, mode, actor, reason) values (1, 'FROZEN', 'ann', 'for the test')")
                .update();

        beats();

        assertThat(first.keeper.freeze()).isEqualTo(FreezeMode.FROZEN);
        assertThat(second.keeper.freeze()).isEqualTo(FreezeMode.FROZEN);
    }

    @Test
    void an_answer_that_does_not_come_is_no_proof() {
        halfALeasePasses();
        halfALeasePasses();

        assertThatThrownBy(() -> shared.send("1 / 0", (row, number) -> row.getString(1)))
                .isInstanceOf(DataAccessException.class);

        assertThat(first.keeper.canClaim()).isFalse();
    }

    private long workers() {
        return database.jdbc()
                .sql("select count(*) from worker")
                .query(Long.class)
                .single();
    }
}
