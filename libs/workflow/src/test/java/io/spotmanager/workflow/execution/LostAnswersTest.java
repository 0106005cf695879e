package io.spotmanager.workflow.execution;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.operation.Lease;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.step.StepOutcome.Done;
import io.spotmanager.workflow.step.StepOutcome.Retry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker that lives, a database that does not answer: nothing may lie still under the worker's lease. */
@Timeout(30)
class LostAnswersTest {
    private static final String CLAIM = "set leased_by = w.worker";
    private static final String SAVE = "set state = c.state";
    private static final String RELEASE = "set leased_by = null";

    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScriptedMove move = new ScriptedMove();
    private TestWorker worker;
    private UUID operation;

    @BeforeEach
    void a_worker_and_an_accepted_command() {
        worker = TestWorker.started(database, "w1", move.workflow);
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

    private void theDatabaseIsBackAndTheWorkerBeats() {
        worker.database.comesBack();
        worker.beats();
    }

    /** How many milliseconds after its release it is due. */
    private long pause() {
        return database.jdbc()
                .sql(
                        "select greatest(0, extract(epoch from available_at - interrupted_at) * 1000)::bigint from operation where id = ?")
                .param(operation)
                .query(Long.class)
                .single();
    }

    private void itIsDue() {
        database.jdbc()
                .sql("update operation set available_at = now() where id = ?")
                .param(operation)
                .update();
    }

    @ParameterizedTest
    @ValueSource(strings = {CLAIM, SAVE})
    void a_statement_that_did_not_happen_leaves_the_operation_to_be_continued(String statement) {
        worker.database.refusesOnce(statement);
        worker.runs(operation);

        theDatabaseIsBackAndTheWorkerBeats();
        worker.runs(operation);

        assertThat(now().state()).isEqualTo("SUCCEEDED");
        assertThat(database.events(operation)).containsExactly("ACCEPTED", "DONE", "DONE", "DONE", "DONE");
    }

    @ParameterizedTest
    @ValueSource(strings = {CLAIM, SAVE})
    void a_statement_whose_answer_was_lost_leaves_the_operation_to_be_continued(String statement) {
        worker.database.losesTheAnswerOnceTo(statement);
        worker.runs(operation);
        assertThat(now().lease().worker()).isEqualTo(worker.id());

        theDatabaseIsBackAndTheWorkerBeats();
        assertThat(now().lease().worker()).isNull();
        assertThat(now().progress().attempt())
                .as("a run that was lost counts as a try, a claim does not")
                .isEqualTo(statement.equals(SAVE) ? 1 : 0);
        worker.runs(operation);

        assertThat(now().state()).isEqualTo("SUCCEEDED");
        assertThat(database.events(operation)).containsExactly("ACCEPTED", "DONE", "DONE", "DONE", "DONE");
    }

    @Test
    void a_disk_that_is_full_for_the_end_of_a_step_alone_uses_up_no_attempt_and_has_the_step_wait() {
        for (var times = 0; times < TestWorker.SETTINGS.attempts() + 2; times++) {
            worker.database.hasNoRoomFor(SAVE);
            worker.runs(operation);
            theDatabaseIsBackAndTheWorkerBeats();
            assertThat(now().progress().attempt()).isZero();
            assertThat(now().times().interruptedAt()).isNotNull();
            assertThat(pause()).isEqualTo(4);
            itIsDue();
        }
        assertThat(move.ran()).hasSize(TestWorker.SETTINGS.attempts() + 2).containsOnly("check");

        worker.runs(operation);

        assertThat(now().state()).isEqualTo("SUCCEEDED");
        assertThat(database.events(operation)).containsExactly("ACCEPTED", "DONE", "DONE", "DONE", "DONE");
    }

    @Test
    void a_loss_that_is_the_databases_want_of_room_does_not_excuse_the_next_one() {
        worker.database.hasNoRoomFor(SAVE);
        worker.runs(operation);
        theDatabaseIsBackAndTheWorkerBeats();
        itIsDue();

        worker.database.refusesOnce(SAVE);
        worker.runs(operation);
        theDatabaseIsBackAndTheWorkerBeats();

        assertThat(now().progress().attempt()).isEqualTo(1);
    }

    /** By the back-off of these tests' settings: 2 ms at first, 4 ms at most. */
    @Test
    void a_step_whose_end_is_lost_again_and_again_waits_longer_each_time() {
        var pauses = new ArrayList<Long>();
        for (var times = 0; times < 3; times++) {
            worker.database.refusesOnce(SAVE);
            worker.runs(operation);
            theDatabaseIsBackAndTheWorkerBeats();
            pauses.add(pause());
            itIsDue();
        }

        assertThat(pauses).containsExactly(0L, 2L, 4L);
        assertThat(now().progress().attempt()).isEqualTo(3);
    }

    @Test
    void a_lost_answer_to_a_remembered_fact_leaves_the_operation_to_be_continued_with_the_fact() {
        move.next("add", context -> {
            worker.database.losesTheAnswerOnceTo(SAVE);
            context.saveProgress("VM id", Map.of("vm", 42));
            return new Done();
        });
        worker.runs(operation);

        theDatabaseIsBackAndTheWorkerBeats();
        worker.runs(operation);

        assertThat(now().state()).isEqualTo("SUCCEEDED");
        assertThat(now().progress().facts().path("vm").asInt()).isEqualTo(42);
    }

    @Test
    void a_release_that_fails_is_tried_again_with_the_next_beat() {
        worker.database.losesTheAnswerOnceTo(CLAIM);
        worker.runs(operation);
        worker.database.refusesOnce(RELEASE);
        worker.beats();
        assertThat(now().lease().worker()).isNotNull();

        theDatabaseIsBackAndTheWorkerBeats();

        assertThat(now().lease().worker()).isNull();
    }

    @Test
    void a_defect_that_ends_the_execution_of_a_living_worker_leaves_the_operation_to_be_continued() {
        move.next("add", context -> {
            throw new StackOverflowError("a defect that no step may have");
        });
        assertThatThrownBy(() -> worker.runs(operation)).isInstanceOf(StackOverflowError.class);
        assertThat(now().lease().worker()).isEqualTo(worker.id());

        worker.beats();
        assertThat(now().lease().worker()).isNull();
        worker.runs(operation);

        assertThat(now().state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void a_beat_while_the_failed_execution_is_still_ending_does_not_forget_its_lease() {
        worker.database.losesTheAnswerOnceTo(CLAIM);
        var alreadyUnsure = worker.keeper;
        alreadyUnsure.beginExecution(operation); // a second command for the same operation is just being looked at
        worker.runs(operation);
        theDatabaseIsBackAndTheWorkerBeats();
        alreadyUnsure.endExecution(operation);

        worker.beats();

        assertThat(now().lease().worker()).isNull();
    }

    @Test
    void a_execution_that_begins_while_forgotten_leases_are_given_back_keeps_its_own() throws Exception {
        var claimed = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        move.next("check", context -> {
            claimed.countDown();
            await(go);
            context.requireLease();
            return new Done();
        });
        var forgotten = database.accepted("gpu-2");
        worker.database.losesTheAnswerOnceTo(CLAIM);
        worker.runs(forgotten);
        worker.database.comesBack();
        var executions = new ArrayList<Future<?>>();
        worker.database.before(sql -> {
            if (sql.contains(RELEASE) && executions.isEmpty()) {
                executions.add(threads.submit(() -> worker.runs(operation)));
                await(claimed); // the claim is committed before the leases are given back
            }
        });

        worker.beats();

        assertThat(database.read(forgotten).lease().worker()).isNull();
        assertThat(now().lease().worker()).isEqualTo(worker.id());
        go.countDown();
        executions.getFirst().get(10, SECONDS);
        assertThat(now().state()).isEqualTo("SUCCEEDED");
        assertThat(now().lease().fence()).isEqualTo(1);
    }

    @Test
    void a_lease_that_was_given_back_and_taken_again_in_the_meantime_is_not_a_forgotten_one() throws Exception {
        var inFirstWalk = new CountDownLatch(1);
        var endFirstWalk = new CountDownLatch(1);
        var inSecondWalk = new CountDownLatch(1);
        var endSecondWalk = new CountDownLatch(1);
        move.next("check", context -> {
            inFirstWalk.countDown();
            await(endFirstWalk);
            return new Retry("at once", Duration.ZERO);
        });
        move.next("check", context -> {
            inSecondWalk.countDown();
            await(endSecondWalk);
            return new Done();
        });
        var firstWalk = threads.submit(() -> worker.runs(operation));
        await(inFirstWalk);
        worker.database.after(sql -> {
            if (sql.startsWith("select id, fence") && endFirstWalk.getCount() > 0) {
                endFirstWalk.countDown();
                Awaitility.await().until(firstWalk::isDone);
            }
        });
        var secondWalk = new AtomicReference<Future<?>>();
        worker.database.before(sql -> {
            if (sql.contains(RELEASE) && secondWalk.get() == null) {
                secondWalk.set(threads.submit(() -> worker.runs(operation)));
                await(inSecondWalk);
            }
        });

        worker.beats();

        assertThat(now().lease()).isEqualTo(new Lease(worker.id(), 2));
        endSecondWalk.countDown();
        secondWalk.get().get(10, SECONDS);
        assertThat(now().state()).isEqualTo("SUCCEEDED");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CLAIM, SAVE})
    void an_answer_lost_to_a_whole_group_leaves_all_of_it_to_be_continued_and_nothing_doubled(String statement)
            throws Exception {
        var ids = IntStream.range(0, 20)
                .mapToObj(i -> database.accepted("gpu-group-" + i))
                .toList();
        var go = new CountDownLatch(1);
        var sent = new AtomicInteger();
        worker.database.before(sql -> {
            if (sql.contains(statement)) {
                sent.incrementAndGet();
                await(go); // two statements are held up, one for each lane; whoever comes later forms a group
            }
        });
        var executions = ids.stream()
                .map(id -> Thread.startVirtualThread(() -> worker.runs(id)))
                .toList();
        var stepsBefore = statement.equals(SAVE) ? ids.size() : 0;
        Awaitility.await()
                .until(() -> sent.get() == 2
                        && move.ran().size() == stepsBefore
                        && executions.stream()
                                .allMatch(execution -> execution.getState() == Thread.State.WAITING
                                        || execution.getState() == Thread.State.TIMED_WAITING));
        var lost = new AtomicInteger();
        worker.database.after(sql -> {
            if (sql.contains(statement) && sent.get() > 2 && lost.getAndIncrement() == 0) {
                throw new SQLException("the connection broke after the commit (a test's doing)", "08006");
            }
        });

        go.countDown();
        for (var execution : executions) {
            execution.join();
        }
        theDatabaseIsBackAndTheWorkerBeats();
        for (var id : ids) {
            assertThat(database.read(id).lease().worker()).isNull();
            worker.runs(id);
            assertThat(database.read(id).state()).isEqualTo("SUCCEEDED");
            assertThat(database.events(id)).containsExactly("ACCEPTED", "DONE", "DONE", "DONE", "DONE");
        }
        assertThat(lost.get()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\ud800", "a \0 in the middle \udc00\ud800"})
    void what_a_cloud_answers_can_always_be_written_down(String odd) {
        move.next("add", new Retry("the cloud said " + odd));
        move.next("add", new Done(Map.of("answer" + odd, odd)));

        worker.runs(operation);
        assertThat(now().progress().attempt()).isEqualTo(1);
        database.theTimeComesFor(operation);
        worker.runs(operation);

        assertThat(now().state()).isEqualTo("SUCCEEDED");
    }
}
