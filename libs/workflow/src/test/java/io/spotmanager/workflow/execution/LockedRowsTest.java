package io.spotmanager.workflow.execution;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.OperatorActions.Answer;
import io.spotmanager.workflow.outbox.Outbox;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepOutcome.Done;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Somebody holds row locks in a forgotten session. */
@Timeout(60)
class LockedRowsTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScriptedMove move = new ScriptedMove();
    private TestWorker worker;
    private TestWorker other;
    private UUID locked;
    private Connection forgotten;

    @BeforeEach
    void two_workers_and_a_forgotten_session() throws SQLException {
        worker = TestWorker.started(database, "w1", move.workflow);
        other = TestWorker.started(database, "w2", move.workflow);
        locked = database.accepted("gpu-locked");
        forgotten = database.source().getConnection();
        forgotten.setAutoCommit(false);
    }

    @AfterEach
    void the_session_ends_and_the_history_is_whole() throws SQLException {
        isReleased();
        forgotten.close();
        threads.shutdownNow();
        assertThat(database.verification().verify().findings()).isEmpty();
    }

    private void isLocked(UUID operation) throws SQLException {
        try (var statement = forgotten.prepareStatement("select * from operation where id = ? for update")) {
            statement.setObject(1, operation);
            statement.executeQuery().close();
        }
    }

    private void isReleased() throws SQLException {
        if (!forgotten.getAutoCommit()) {
            forgotten.rollback();
            forgotten.setAutoCommit(true);
        }
    }

    private void returnsAtOnce(Runnable work) throws Exception {
        threads.submit(work).get(AT_ONCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Test
    void a_claim_of_a_locked_row_takes_nothing_and_waits_for_nothing() throws Exception {
        isLocked(locked);

        returnsAtOnce(() -> worker.runs(locked));

        assertThat(move.ran()).isEmpty();
        isReleased();
        worker.runs(locked);
        assertThat(database.read(locked).state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void a_locked_row_of_a_dead_worker_holds_up_neither_the_sweep_nor_the_other_rows_of_that_worker() throws Exception {
        var free = database.accepted("gpu-free");
        database.jdbc()
                .sql("update operation set leased_by = ?, fence = 1")
                .param(worker.id())
                .update();
        worker.wasPausedBeyondItsLease();
        isLocked(locked);

        returnsAtOnce(other::buriesTheDead);

        assertThat(database.read(free).lease().worker()).isNull();
        isReleased();
        other.buriesTheDead();
        assertThat(database.read(locked).lease().worker()).isNull();
    }

    @Test
    void a_locked_stray_holds_up_no_sweep() throws Exception {
        var free = database.accepted("gpu-free");
        database.tamper(
                "delete from outbox",
                "update operation set available_at = now() - interval '9 s', nudged_at = now() - interval '9 s'");
        isLocked(locked);

        returnsAtOnce(() -> other.recovery.redispatchStalled(Duration.ofSeconds(4)));

        assertThat(database.outboxRows(free)).isEqualTo(1);
        assertThat(database.outboxRows(locked)).isZero();
    }

    @Test
    void a_worker_whose_own_row_is_locked_goes_on_under_another_identity() throws Exception {
        var impatient = TestWorker.started(impatient(), "w3", move.workflow);
        database.jdbc()
                .sql("update operation set leased_by = ?, fence = 1")
                .param(impatient.id())
                .update();
        var before = impatient.id();
        try (var statement = forgotten.prepareStatement("select from worker where id = ? for update")) {
            statement.setObject(1, before);
            statement.executeQuery().close();
        }

        returnsAtOnce(impatient::beats);
        assertThat(impatient.id()).as("as long as its leases are valid").isEqualTo(before);
        impatient.timePasses(TestWorker.SETTINGS.lease());
        returnsAtOnce(impatient::beats);

        assertThat(impatient.id()).isNotEqualTo(before);
        assertThat(impatient.keeper.canClaim()).isTrue();
        assertThat(database.read(locked).lease().worker()).isNull();
        returnsAtOnce(() -> impatient.runs(locked));
        assertThat(database.read(locked).state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void a_dead_worker_whose_own_row_is_locked_keeps_no_lease() throws Exception {
        database.jdbc()
                .sql("update operation set leased_by = ?, fence = 1")
                .param(worker.id())
                .update();
        worker.wasSilentFor(TestWorker.SETTINGS.lease().multipliedBy(3).plusSeconds(1));
        try (var statement = forgotten.prepareStatement("select from worker where id = ? for update")) {
            statement.setObject(1, worker.id());
            statement.executeQuery().close();
        }

        returnsAtOnce(other::buriesTheDead);

        assertThat(database.read(locked).lease().worker()).isNull();
        assertThat(database.outboxRows(locked)).isEqualTo(2);
    }

    /** Others may have released its leases by then, and could not remove its row. */
    @Test
    void a_worker_without_a_beat_for_two_leases_does_not_come_back_under_its_identity() {
        var before = worker.id();
        database.jdbc()
                .sql("update operation set leased_by = ?, fence = 1")
                .param(before)
                .update();
        worker.timePasses(TestWorker.SETTINGS.lease().multipliedBy(2));

        worker.beats();

        assertThat(worker.id()).isNotEqualTo(before);
        assertThat(worker.keeper.canClaim()).isTrue();
        assertThat(database.read(locked).lease().worker()).isNull();
    }

    @Test
    void a_beat_that_was_answered_after_a_whole_lease_proves_nothing() {
        var before = worker.id();
        var lease = TestWorker.SETTINGS.lease();
        var once = new AtomicBoolean(true);
        worker.timePasses(lease.minusMillis(1));
        worker.database.after(sql -> {
            if (sql.contains("set beat_at") && once.getAndSet(false)) {
                worker.timePasses(lease);
            }
        });

        worker.beats();
        assertThat(worker.keeper.isValid(before)).isFalse();
        worker.timePasses(Duration.ofMillis(1));
        worker.beats();

        assertThat(worker.id()).isNotEqualTo(before);
    }

    /** As in production: no statement waits long for a lock. */
    private static DataSource impatient() {
        return new DelegatingDataSource(database.source()) {
            @Override
            public Connection getConnection() throws SQLException {
                var connection = super.getConnection();
                try (var statement = connection.createStatement()) {
                    statement.execute("set lock_timeout = '200ms'");
                }
                return connection;
            }
        };
    }

    @Test
    void a_heartbeat_does_not_wait_for_a_locked_row_whose_lease_is_to_be_given_back() throws Exception {
        worker.database.losesTheAnswerOnceTo("set leased_by = w.worker");
        worker.runs(locked);
        worker.database.comesBack();
        isLocked(locked);

        returnsAtOnce(worker::beats);

        isReleased();
        worker.beats();
        assertThat(database.read(locked).lease().worker()).isNull();
    }

    @Test
    void steps_that_end_while_their_rows_are_locked_are_saved_once_the_locks_are_gone_without_being_run_again()
            throws Exception {
        var inStep = new CountDownLatch(2);
        var go = new CountDownLatch(1);
        var step = (Step) context -> {
            inStep.countDown();
            waitFor(go);
            return new Done();
        };
        move.next("check", step, step);
        var alsoLocked = database.accepted("gpu-also-locked"); // one for each lane of the group commit
        var execution = threads.submit(() -> worker.runs(locked));
        var otherWalk = threads.submit(() -> worker.runs(alsoLocked));
        waitFor(inStep);
        isLocked(locked);
        isLocked(alsoLocked);
        go.countDown();
        var neighbours = allEnd(20);
        assertThat(neighbours)
                .allSatisfy(id -> assertThat(database.read(id).lease().fence()).isEqualTo(1));
        assertThat(execution.isDone()).isFalse();
        assertThat(database.read(locked).lease().worker()).isEqualTo(worker.id());

        isReleased();

        execution.get(10, SECONDS);
        otherWalk.get(10, SECONDS);
        for (var id : List.of(locked, alsoLocked)) {
            assertThat(database.read(id).state()).isEqualTo("SUCCEEDED");
            assertThat(database.read(id).lease().fence()).isEqualTo(1);
            assertThat(database.events(id)).containsExactly("ACCEPTED", "DONE", "DONE", "DONE", "DONE");
        }
    }

    @Test
    void the_log_tells_once_which_row_is_locked_and_once_that_it_is_free() throws Exception {
        var lines = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(LockWatch.class);
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        database.tamper(
                "delete from outbox",
                "update operation set available_at = now() - interval '9 s', nudged_at = now() - interval '9 s'");
        isLocked(locked);

        for (var sweep = 0; sweep < 20; sweep++) {
            worker.sweeps();
            worker.timePasses(Duration.ofMillis(500));
        }
        isReleased();
        worker.sweeps();
        worker.sweeps();

        logger.detachAppender(lines);
        logger.setLevel(null);
        assertThat(lines.list.stream().map(ILoggingEvent::getFormattedMessage))
                .satisfiesExactly(
                        begins -> assertThat(begins).contains("has locked").contains(locked.toString()),
                        ends -> assertThat(ends).contains("no longer locked").contains(locked.toString()));
    }

    /** Operations that have nothing to do with the locked one. */
    private List<UUID> allEnd(int many) throws Exception {
        var ids = IntStream.range(0, many)
                .mapToObj(i -> database.accepted("gpu-" + i))
                .toList();
        var executions = new ArrayList<Future<?>>();
        for (var id : ids) {
            executions.add(threads.submit(() -> worker.runs(id)));
        }
        for (var execution : executions) {
            execution.get(AT_ONCE.toMillis(), TimeUnit.MILLISECONDS);
        }
        assertThat(ids).allSatisfy(id -> assertThat(database.read(id).state()).isEqualTo("SUCCEEDED"));
        return ids;
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_first_step_waits_for_a_row_that_was_locked_right_after_its_claim_and_holds_up_no_other() throws Exception {
        var once = new AtomicBoolean(true);
        worker.database.before(sql -> {
            if (sql.contains("set begun = true") && once.getAndSet(false)) {
                isLocked(locked);
            }
        });
        var execution = threads.submit(() -> worker.runs(locked));
        await().until(() -> !once.get());

        allEnd(5);
        assertThat(execution.isDone()).isFalse();
        assertThat(move.ran()).hasSize(5 * 4);

        isReleased();
        execution.get(10, SECONDS);
        assertThat(database.read(locked).state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void an_operator_who_acts_on_a_locked_row_is_told_so_after_a_moment_and_nothing_is_recorded() throws Exception {
        isLocked(locked);

        var answer = threads.submit(() -> database.submit(locked, Signal.CANCEL))
                .get(AT_ONCE.toMillis(), TimeUnit.MILLISECONDS);

        assertThat(answer).isInstanceOf(Answer.Locked.class);
        isReleased();
        assertThat(database.events(locked)).containsExactly("ACCEPTED");
        assertThat(database.submit(locked, Signal.CANCEL)).isInstanceOf(Answer.Asked.class);
    }

    @Test
    void a_locked_row_that_was_cancelled_and_that_no_worker_knows_holds_up_no_sweep() throws Exception {
        var free = database.accepted("gpu-free");
        database.tamper("update operation set state = 'TELEPORTED'");
        database.submit(locked, Signal.CANCEL);
        database.submit(free, Signal.CANCEL);
        isLocked(locked);

        returnsAtOnce(worker::sweeps);

        assertThat(database.read(free).state()).isEqualTo("NEEDS_OPERATOR");
        isReleased();
        worker.sweeps();
        assertThat(database.read(locked).state()).isEqualTo("NEEDS_OPERATOR");
    }

    @Test
    void the_lease_of_a_failed_execution_whose_row_is_locked_is_given_back_later_and_holds_up_nobody()
            throws Exception {
        database.tamper("update operation set asked = '{\"signal\": \"TELEPORT\"}'");
        worker.database.after(sql -> {
            if (sql.contains("set leased_by = w.worker")) {
                isLocked(locked);
            }
        });

        returnsAtOnce(() -> worker.runs(locked));
        returnsAtOnce(worker::beats);

        worker.database.comesBack();
        isReleased();
        worker.beats();
        assertThat(database.read(locked).lease().worker()).isNull();
        assertThat(database.read(locked).setbacks().failures()).isEqualTo(1);
        database.tamper("update operation set asked = null");
    }

    @Test
    void a_locked_row_keeps_no_other_operation_from_an_empty_broker() throws Exception {
        var free = database.accepted("gpu-free");
        database.tamper("delete from outbox");
        isLocked(locked);

        returnsAtOnce(() -> new Outbox(database.jdbc()).refill());

        assertThat(database.outboxRows(free)).isEqualTo(1);
        assertThat(database.outboxRows(locked)).isZero();
    }

    @Test
    void a_command_that_another_relay_is_just_taking_keeps_no_other_from_the_broker() throws Exception {
        var free = database.accepted("gpu-free");
        database.tamper("update outbox set available_at = now()");
        try (var statement = forgotten.prepareStatement("select * from outbox where operation_id = ? for update")) {
            statement.setObject(1, locked);
            statement.executeQuery().close();
        }

        var taken = new ArrayList<UUID>();
        returnsAtOnce(() -> new Outbox(database.jdbc())
                .takeDue(10, Duration.ofMinutes(1))
                .forEach(each -> taken.add(each.message().operationId())));

        assertThat(taken).containsExactly(free);
    }
}
