package io.spotmanager.workflow.execution;

import static io.spotmanager.workflow.fixture.KernelDatabase.KIND;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.spotmanager.workflow.execution.WorkerRegistry.Loss;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.fixture.Moves;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.Lease;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.SaveResult;
import io.spotmanager.workflow.operation.Setbacks;
import io.spotmanager.workflow.step.LeaseLostException;
import io.spotmanager.workflow.step.StepOutcome.Done;
import io.spotmanager.workflow.step.StepOutcome.NeedsOperator;
import io.spotmanager.workflow.step.StepOutcome.Retry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Timeout(30)
class LeaseTest {
    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScriptedMove move = new ScriptedMove();
    private TestWorker first;
    private TestWorker second;
    private UUID operation;

    @BeforeEach
    void two_workers_and_an_accepted_command() {
        first = TestWorker.started(database, "w1", move.workflow);
        second = TestWorker.started(database, "w2", move.workflow);
        operation = database.accepted("gpu-1");
    }

    @AfterEach
    void the_history_is_whole() {
        threads.shutdownNow();
        assertThat(database.verification().verify().findings()).isEmpty();
    }

    private Operation now() {
        return database.read(operation);
    }

    /** The first worker stands still in its step for so long that the second one takes over and finishes. */
    private void firstSleepsWhileSecondFinishes() {
        first.wasPausedBeyondItsLease();
        assertThat(second.buriesTheDead()).isEqualTo(1);
        second.runs(operation);
        assertThat(now().state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void of_two_workers_that_receive_a_command_at_once_one_walks() throws Exception {
        for (var round = 0; round < 10; round++) {
            var id = database.accepted("gpu-1-" + round);
            move.ran().clear();
            var start = new CyclicBarrier(2);
            for (var execution : threads.invokeAll(java.util.stream.Stream.of(first, second)
                    .map(worker -> (java.util.concurrent.Callable<Void>) () -> {
                        start.await();
                        worker.runs(id);
                        return null;
                    })
                    .toList())) {
                execution.get(10, SECONDS);
            }

            assertThat(move.ran()).containsExactly("check", "remove", "add", "verify");
            assertThat(database.read(id).lease().fence()).isEqualTo(1);
        }
    }

    @Test
    void a_worker_that_was_paused_may_not_act() {
        var refused = new AtomicReference<Throwable>();
        move.next("add", context -> {
            context.requireLease();
            firstSleepsWhileSecondFinishes();
            try {
                context.requireLease();
            } catch (LeaseLostException e) {
                refused.set(e);
                throw e;
            }
            return new Done();
        });

        first.runs(operation);

        assertThat(refused.get()).isInstanceOf(LeaseLostException.class);
        assertThat(database.events(operation)).containsExactly("ACCEPTED", "DONE", "DONE", "DONE", "DONE");
        assertThat(database.history(operation).stream()
                        .map(entry -> entry.what().actor()))
                .containsExactly("ann", "worker:w1", "worker:w1", "worker:w2", "worker:w2");
    }

    @Test
    void the_late_word_of_a_worker_that_was_paused_is_fenced() {
        move.next("add", context -> {
            firstSleepsWhileSecondFinishes();
            return new Retry("what the late worker saw");
        });

        first.runs(operation);

        assertThat(now().state()).isEqualTo("SUCCEEDED");
        assertThat(database.events(operation)).containsExactly("ACCEPTED", "DONE", "DONE", "DONE", "DONE");
    }

    @Test
    void a_worker_that_was_paused_cannot_remember_anything() {
        move.next("add", context -> {
            firstSleepsWhileSecondFinishes();
            assertThatThrownBy(() -> context.saveProgress("VM id", Map.of("vm", 1)))
                    .isInstanceOf(LeaseLostException.class);
            throw new LeaseLostException(operation);
        });

        first.runs(operation);

        assertThat(database.events(operation)).doesNotContain("NOTED");
    }

    @Test
    void a_late_worker_does_not_write_under_the_lease_of_the_one_that_took_over_when_an_operator_came_in_between() {
        var operatorAsked = new java.util.concurrent.atomic.AtomicBoolean();
        move.next("add", context -> {
            database.submit(operation, Signal.SKIP);
            operatorAsked.set(true);
            return new Done(Map.of("written_by", "the late one"));
        });
        move.next("add", context -> {
            throw new Death(); // the second worker dies in its turn, so that its lease stands
        });
        // Superseded by the operator, the first worker reads the row twice: it loses the lease between the two looks.
        first.database.after(sql -> {
            if (operatorAsked.get() && sql.startsWith("select * from operation")) {
                operatorAsked.set(false);
                first.wasPausedBeyondItsLease();
                assertThat(second.buriesTheDead()).isEqualTo(1);
                database.jdbc().sql("update operation set asked = null").update();
                assertThatThrownBy(() -> second.runs(operation)).isInstanceOf(Death.class);
            }
        });

        first.runs(operation);

        assertThat(now().lease().worker()).isEqualTo(second.id());
        assertThat(now().progress().facts().has("written_by")).isFalse();
        assertThat(database.events(operation)).containsExactly("ACCEPTED", "DONE", "DONE", "ASKED_SKIP");
        putBackWhatWasAsked();
    }

    /** Or the row would say less than its history. */
    private static void putBackWhatWasAsked() {
        database.jdbc()
                .sql(
                        "update operation set asked = '{\"signal\": \"SKIP\", \"actor\": \"olga\", \"reason\": \"I looked\"}'")
                .update();
    }

    @Test
    void a_worker_that_was_buried_goes_on_under_a_new_identity() {
        var old = first.id();
        first.wasPausedBeyondItsLease();
        second.buriesTheDead();

        first.beats();

        assertThat(first.id()).isNotEqualTo(old);
        assertThat(first.keeper.isValid(old)).isFalse();
        first.runs(operation);
        assertThat(now().state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void facts_remembered_in_a_step_survive_the_crash_that_follows() {
        move.next("add", context -> {
            context.saveProgress("asked for a VM", Map.of("vm", 42));
            throw new Death();
        });
        move.next("add", context -> {
            assertThat(context.facts().path("vm").asInt()).isEqualTo(42);
            assertThat(context.attempt()).isEqualTo(1);
            return new Done();
        });
        assertThatThrownBy(() -> first.runs(operation)).isInstanceOf(Death.class);
        first.wasPausedBeyondItsLease();
        second.buriesTheDead();

        second.runs(operation);

        assertThat(now().state()).isEqualTo("SUCCEEDED");
        assertThat(now().progress().facts().path("vm").asInt()).isEqualTo(42);
        assertThat(database.events(operation)).containsExactly("ACCEPTED", "DONE", "DONE", "NOTED", "DONE", "DONE");
    }

    @Test
    void a_step_that_kills_every_worker_is_exhausted_in_the_end() {
        for (var victim = 0; victim < 3; victim++) {
            move.next("add", context -> {
                throw new Death();
            });
            var worker = TestWorker.started(database, "victim " + victim, move.workflow);
            assertThatThrownBy(() -> worker.runs(operation)).isInstanceOf(Death.class);
            worker.wasPausedBeyondItsLease();
            assertThat(first.buriesTheDead()).isEqualTo(1);
        }

        first.runs(operation);

        assertThat(now().state()).isEqualTo("ROLLED_BACK");
        assertThat(now().progress().cause()).contains("3 attempts").contains("died while it ran");
    }

    /** An operation that the first worker holds, as if it were in the middle of a step. */
    private void theFirstHoldsIt() {
        var claimed =
                database.store().claim(operation, Moves.claimant(first.id())).orElseThrow();
        assertThat(database.store().begin(claimed)).isEqualTo(SaveResult.SAVED);
    }

    @Test
    void a_worker_that_dies_before_a_step_has_begun_uses_up_no_attempt() {
        assertThat(database.store().claim(operation, Moves.claimant(first.id())))
                .isPresent();
        first.wasPausedBeyondItsLease();

        assertThat(second.buriesTheDead()).isEqualTo(1);

        assertThat(now().lease().worker()).isNull();
        assertThat(now().progress().attempt()).isZero();
        assertThat(now().setbacks()).isEqualTo(new Setbacks(1, 0));
    }

    @Test
    void an_operation_that_kills_its_workers_before_a_step_begins_reaches_a_person_who_is_not_told_of_a_step() {
        for (var victim = 0; victim < TestWorker.SETTINGS.attempts(); victim++) {
            var worker = TestWorker.started(database, "victim " + victim, move.workflow);
            worker.database.before(sql -> {
                if (sql.contains("set begun = true")) {
                    throw new Death();
                }
            });
            assertThatThrownBy(() -> worker.runs(operation)).isInstanceOf(Death.class);
            worker.wasPausedBeyondItsLease();
            assertThat(first.buriesTheDead()).isEqualTo(1);
            assertThat(now().progress().attempt()).isZero();
        }

        first.runs(operation);

        assertThat(move.ran()).isEmpty();
        assertThat(now().state()).isEqualTo("NEEDS_OPERATOR");
        assertThat(now().progress().cause()).contains("outside of a step").doesNotContain("died");
        assertThat(database.events(operation)).containsExactly("ACCEPTED", "BLOCKED");
    }

    @Test
    void a_worker_that_dies_between_an_action_and_the_step_that_follows_it_uses_up_at_most_the_attempt_of_that_step() {
        move.next("add", new NeedsOperator("look"));
        first.runs(operation);
        database.submit(operation, Signal.ROLL_BACK);
        first.database.before(sql -> {
            if (sql.contains("keeps_lease")) {
                throw new Death(); // the action is not saved
            }
        });
        assertThatThrownBy(() -> first.runs(operation)).isInstanceOf(Death.class);
        first.wasPausedBeyondItsLease();

        assertThat(second.buriesTheDead()).isEqualTo(1);

        assertThat(now().progress().attempt()).isZero();
        second.runs(operation);
        assertThat(now().state()).isEqualTo("ROLLED_BACK");
    }

    @Test
    void who_leaves_in_the_middle_of_a_step_says_that_its_last_call_may_still_be_carried_out_and_counts_no_attempt() {
        move.next("add", context -> {
            first.keeper.release();
            throw new LeaseLostException(operation);
        });

        first.runs(operation);

        assertThat(now().lease().worker()).isNull();
        assertThat(now().progress().attempt()).isZero();
        assertThat(now().times().interruptedAt()).isNotNull();
    }

    @Test
    void the_sweep_gives_back_what_a_worker_held_whose_lease_is_over_with_a_command_and_counts_the_try() {
        theFirstHoldsIt();
        first.wasSilentFor(TestWorker.SETTINGS.lease().plusMillis(500));

        assertThat(second.buriesTheDead()).isEqualTo(1);

        assertThat(now().lease()).isEqualTo(new Lease(null, 1));
        assertThat(now().progress().attempt()).isEqualTo(1);
        assertThat(now().times().interruptedAt())
                .as("its last call may still be carried out")
                .isNotNull();
        assertThat(database.outboxRows(operation)).isEqualTo(2);
        assertThat(second.buriesTheDead()).isZero();
    }

    @Test
    void the_sweep_leaves_living_workers_alone() {
        theFirstHoldsIt();
        first.wasSilentFor(TestWorker.SETTINGS.lease().minusSeconds(5));

        assertThat(second.buriesTheDead()).isZero();
        assertThat(now().lease().worker()).isEqualTo(first.id());
    }

    @Test
    void the_sweep_gives_back_what_a_worker_holds_that_nobody_knows() {
        assertThat(database.store().claim(operation, Moves.claimant(UUID.randomUUID())))
                .isPresent();

        assertThat(second.buriesTheDead()).isEqualTo(1);
    }

    @Test
    void many_sweeps_at_once_count_one_death_once() throws Exception {
        theFirstHoldsIt();
        first.wasPausedBeyondItsLease();
        var start = new CyclicBarrier(6);
        var sweeps = java.util.stream.IntStream.range(0, 6)
                .mapToObj(i -> threads.submit(() -> {
                    start.await();
                    return second.buriesTheDead();
                }))
                .toList();
        var taken = 0;
        for (var sweep : sweeps) {
            taken += sweep.get(10, SECONDS);
        }

        assertThat(taken).isEqualTo(1);
        assertThat(now().progress().attempt()).isEqualTo(1);
    }

    private static HikariDataSource connectionsOf(String process) {
        return database.pool(process, 1);
    }

    private static void untilThereIsNoConnectionOf(String process) {
        await().until(() -> database.jdbc()
                        .sql("select count(*) from pg_stat_activity where application_name = ?")
                        .param(process)
                        .query(Long.class)
                        .single()
                == 0);
    }

    private static void untilTheConnectionIsOlderThan(Duration age, TestWorker worker) {
        await().until(() -> org.springframework.jdbc.core.simple.JdbcClient.create(worker.database)
                .sql("select clock_timestamp() - backend_start > ? * interval '1 millisecond' "
                        + "from pg_stat_activity where pid = pg_backend_pid()")
                .param(age.toMillis())
                .query(Boolean.class)
                .single());
    }

    @Test
    void a_killed_process_is_noticed_by_its_missing_connections_long_before_its_lease_is_over() {
        var lease = Duration.ofMillis(1_500);
        var silence = Duration.ofMillis(300);
        var connections = connectionsOf("spot-killed");
        var killed = TestWorker.started(connections, "killed", move.workflow);
        var sweeping = TestWorker.started(connectionsOf("spot-sweeping"), "sweeping", move.workflow);
        assertThat(database.store().claim(operation, Moves.claimant(killed.id())))
                .isPresent();
        untilTheConnectionIsOlderThan(lease, sweeping);
        first.beats();
        second.beats();
        sweeping.beats();
        killed.wasSilentFor(Duration.ofMillis(500));
        assertThat(sweeping.recovery.expireDeadWorkers(lease, silence).moved()).isZero();

        connections.close();
        untilThereIsNoConnectionOf("spot-killed");
        isSilentSince(Duration.ofMillis(500), killed);

        assertThat(sweeping.recovery.expireDeadWorkers(lease, silence).moved()).isEqualTo(1);
        assertThat(now().lease().worker()).isNull();
    }

    private static void isSilentSince(Duration ago, TestWorker worker) {
        database.jdbc()
                .sql("update worker set beat_at = now() - ? * interval '1 millisecond' where id = ?")
                .params(ago.toMillis(), worker.id())
                .update();
    }

    @Test
    void
            missing_connections_tell_nothing_to_a_sweeper_whose_own_connection_is_new_as_after_a_restart_of_the_database() {
        var connections = connectionsOf("spot-restarted");
        var living = TestWorker.started(connections, "living", move.workflow);
        var sweeping = TestWorker.started(connectionsOf("spot-back-first"), "sweeping", move.workflow);
        assertThat(database.store().claim(operation, Moves.claimant(living.id())))
                .isPresent();
        connections.close();
        untilThereIsNoConnectionOf("spot-restarted");
        isSilentSince(Duration.ofSeconds(2), living);

        // Longer than this database has lived: it came back within the lease.
        assertThat(sweeping.recovery
                        .expireDeadWorkers(Duration.ofHours(6), Duration.ofSeconds(1))
                        .moved())
                .isZero();
        assertThat(now().lease().worker()).isEqualTo(living.id());
    }

    @Test
    void a_sweep_that_began_before_a_worker_was_there_does_not_take_away_what_that_worker_claimed_since()
            throws Exception {
        theFirstHoldsIt();
        first.wasPausedBeyondItsLease();
        var held = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        database.tamper(
                "create function hold_up() returns trigger language plpgsql as "
                        + "$$ begin perform pg_advisory_xact_lock(4711); return old; end $$",
                "create trigger hold_up before delete on worker for each row execute function hold_up()");
        var blocker = threads.submit(() -> new TransactionTemplate(new DataSourceTransactionManager(database.source()))
                .executeWithoutResult(status -> {
                    database.jdbc()
                            .sql("select pg_advisory_xact_lock(4711)")
                            .query()
                            .listOfRows();
                    held.countDown();
                    waitFor(go);
                }));
        waitFor(held);
        var sweep = threads.submit(second::buriesTheDead); // has seen the first one's lease, and is held up then
        await().until(() -> database.jdbc()
                        .sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and datname = current_database()")
                        .query(Long.class)
                        .single()
                == 1);

        // meanwhile the first one gave its lease back by itself, and a new worker came and claimed
        database.jdbc().sql("update operation set leased_by = null").update();
        var third = TestWorker.started(database, "w3", move.workflow);
        assertThat(database.store().claim(operation, Moves.claimant(third.id())))
                .isPresent();
        go.countDown();
        blocker.get(10, SECONDS);

        assertThat(sweep.get(10, SECONDS)).isZero();
        database.tamper("drop trigger hold_up on worker", "drop function hold_up()");
        assertThat(now().lease()).isEqualTo(new Lease(third.id(), 2));
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_the_broker_lost_is_dispatched_once_a_period() {
        database.jdbc().sql("delete from outbox").update();
        liesStillFor(Duration.ofSeconds(5));

        assertThat(first.recovery.redispatchStalled(Duration.ofSeconds(4)).moved())
                .isEqualTo(1);
        assertThat(database.outboxRows(operation)).isEqualTo(1);
        database.jdbc().sql("delete from outbox").update();
        assertThat(first.recovery.redispatchStalled(Duration.ofSeconds(4)).moved())
                .isZero();
        liesStillFor(Duration.ofSeconds(5));
        assertThat(second.recovery.redispatchStalled(Duration.ofSeconds(4)).moved())
                .isEqualTo(1);
    }

    private static void liesStillFor(Duration time) {
        liesStillFor(time, time);
    }

    private static void liesStillFor(Duration due, Duration dispatched) {
        database.jdbc()
                .sql("update operation set available_at = now() - :due * interval '1 millisecond',"
                        + " nudged_at = now() - :dispatched * interval '1 millisecond'")
                .param("due", due.toMillis())
                .param("dispatched", dispatched.toMillis())
                .update();
    }

    @Test
    void what_was_dispatched_in_vain_is_dispatched_again_after_twice_the_time_and_at_least_every_quarter_of_a_minute() {
        database.jdbc().sql("delete from outbox").update();

        liesStillFor(Duration.ofSeconds(18), Duration.ofSeconds(8));
        assertThat(first.recovery.redispatchStalled(Duration.ofSeconds(4)).moved())
                .isZero();
        liesStillFor(Duration.ofHours(1), Duration.ofSeconds(14));
        assertThat(first.recovery.redispatchStalled(Duration.ofSeconds(4)).moved())
                .isZero();
        liesStillFor(Duration.ofHours(1), Duration.ofSeconds(16));
        assertThat(first.recovery.redispatchStalled(Duration.ofSeconds(4)).moved())
                .isEqualTo(1);
    }

    @Test
    void what_no_worker_could_take_up_is_left_until_there_is_one() {
        database.jdbc().sql("delete from outbox").update();
        database.jdbc().sql("update worker set kind = 'another'").update();
        liesStillFor(Duration.ofSeconds(5));

        assertThat(first.recovery.redispatchStalled(Duration.ofSeconds(4)).moved())
                .isZero();
        database.jdbc()
                .sql("update worker set kind = :kind")
                .param("kind", KIND)
                .update();
        assertThat(first.recovery.redispatchStalled(Duration.ofSeconds(4)).moved())
                .isEqualTo(1);
    }

    @Test
    void what_is_held_waits_or_has_its_command_still_to_come_is_no_stray() {
        liesStillFor(Duration.ofSeconds(5));
        assertThat(first.recovery.redispatchStalled(Duration.ofSeconds(4)).moved())
                .isZero(); // its outbox row is there

        database.jdbc().sql("delete from outbox").update();
        theFirstHoldsIt();
        assertThat(first.recovery.redispatchStalled(Duration.ofSeconds(4)).moved())
                .isZero();

        database.jdbc()
                .sql("update operation set leased_by = null, available_at = 'infinity'")
                .update();
        assertThat(first.recovery.redispatchStalled(Duration.ofSeconds(4)).moved())
                .isZero();
    }

    @Test
    void draining_finishes_the_running_step_hands_the_operation_on_and_claims_nothing_new() throws Exception {
        var inStep = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        move.next("remove", context -> {
            inStep.countDown();
            waitFor(go);
            return new Done();
        });
        var execution = threads.submit(() -> first.runs(operation));
        waitFor(inStep);
        var drained = threads.submit(first::drains);
        await().until(first.runner::draining);
        assertThat(drained.isDone()).isFalse();

        go.countDown();

        assertThat(drained.get(10, SECONDS)).isTrue();
        execution.get(10, SECONDS);
        assertThat(now().state()).isEqualTo("REMOVED");
        assertThat(now().lease().worker()).isNull();
        first.keeper.release();
        var late = database.accepted("gpu-3");
        first.runs(late);
        assertThat(database.read(late).lease().fence()).isZero();

        second.runs(operation);
        assertThat(now().state()).isEqualTo("SUCCEEDED");
        assertThat(database.events(operation)).containsExactly("ACCEPTED", "DONE", "DONE", "DONE", "DONE");
    }

    @Test
    void draining_an_idle_worker_returns_at_once_and_a_step_that_does_not_end_is_not_waited_for() throws Exception {
        assertThat(second.drains()).isTrue();
        var inStep = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        move.next("check", context -> {
            inStep.countDown();
            waitFor(go);
            return new Done();
        });
        var execution = threads.submit(() -> first.runs(operation));
        waitFor(inStep);

        assertThat(first.runner.drain(20, java.util.concurrent.TimeUnit.MILLISECONDS))
                .isFalse();

        go.countDown();
        execution.get(10, SECONDS);
        assertThat(now().state()).isEqualTo("CHECKED");
    }

    @Test
    void who_leaves_gives_back_what_it_held_without_counting_a_try() {
        theFirstHoldsIt();

        first.keeper.release();

        assertThat(now().lease().worker()).isNull();
        assertThat(now().progress().attempt()).isZero();
        assertThat(database.outboxRows(operation)).isEqualTo(2);
        assertThat(database.jdbc()
                        .sql("select name from worker")
                        .query(String.class)
                        .list())
                .containsExactly("w2");
    }

    /** The database may have read its clock at the very beginning of a statement whose answer came late. */
    @Test
    void a_beat_whose_answer_came_late_proves_no_more_than_that_it_was_alive_when_the_beat_began() {
        var lease = TestWorker.SETTINGS.lease();
        first.database.after(sql -> first.timePasses(lease.minusSeconds(1)));
        first.beats();
        first.database.comesBack();
        assertThat(first.keeper.canClaim()).isTrue();

        first.timePasses(Duration.ofSeconds(1));
        assertThat(first.keeper.canClaim()).isFalse();
    }

    @Test
    void a_lease_that_a_worker_forgot_in_the_middle_of_a_step_says_that_its_last_call_may_still_be_carried_out() {
        theFirstHoldsIt();
        var claim = new WorkerRegistry.Claim(operation, now().lease().fence());

        first.registry.release(first.id(), List.of(new Loss(claim, true, false)), TestWorker.SETTINGS.backoff());

        assertThat(now().times().interruptedAt()).isNotNull();
        assertThat(now().progress().attempt()).isEqualTo(1);
    }

    @Test
    void a_database_that_is_away_for_the_beat_costs_a_lease_only_after_its_time() throws SQLException {
        var me = first.id();
        first.database.goesAway();
        first.beats();
        assertThat(first.keeper.isValid(me)).isTrue();

        first.database.comesBack();
        first.beats();
        assertThat(first.id()).isEqualTo(me);
        assertThat(first.keeper.isValid(me)).isTrue();
    }
}
