package io.spotmanager.workflow.execution;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.audit.AuditEntry;
import io.spotmanager.audit.AuditEvent;
import io.spotmanager.audit.AuditHead;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperatorActions.Answer;
import io.spotmanager.workflow.operation.Setbacks;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Operations that fail outside of their steps, each time. */
@Timeout(60)
class PoisonOperationTest {
    private static final String CLAIM = "set leased_by = w.worker";

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
    void stop() {
        threads.shutdownNow();
    }

    private Operation now() {
        return database.read(operation);
    }

    private void isDispatchedAgainAndAgain(int times) {
        for (var time = 0; time < times; time++) {
            database.theTimeComesFor(operation);
            try {
                worker.runs(operation);
            } catch (RuntimeException e) {
                System.out.println("the execution ended with " + e.getMessage());
            }
            worker.beats();
        }
    }

    /** An entry that somebody put in where the operation's next one belongs. */
    private void aStrayEntryStandsInTheWay() {
        aStrayEntryStandsBehind(1);
    }

    private void aStrayEntryStandsBehind(int seq) {
        database.insert(AuditEntry.after(
                new AuditHead(seq, "somebody's"),
                operation,
                Instant.now(),
                new AuditEvent("mallory", "STRAY", "REQUESTED", "REQUESTED", null, 0, 0),
                "{}"));
    }

    @Test
    void an_operation_whose_save_the_database_refuses_ends_in_front_of_a_person() {
        aStrayEntryStandsInTheWay();

        isDispatchedAgainAndAgain(20);

        assertThat(now().state()).isEqualTo("NEEDS_OPERATOR");
        assertThat(now().progress().cause()).contains("audit_entry");
        assertThat(move.ran()).hasSizeLessThanOrEqualTo(TestWorker.SETTINGS.attempts());
        assertThat(database.events(operation)).containsExactly("ACCEPTED", "STRAY", "BLOCKED");
        assertThat(database.history(operation)).last().satisfies(entry -> {
            assertThat(entry.seq()).isEqualTo(3);
            assertThat(entry.detail()).contains("audit_entry");
        });
        assertThat(database.submit(operation, Signal.CANCEL)).isInstanceOf(Answer.Asked.class);
        worker.runs(operation);
        assertThat(now().state()).isEqualTo("CANCELLED");
    }

    @Test
    void an_operators_action_is_recorded_behind_the_newest_entry_that_there_is() {
        aStrayEntryStandsInTheWay();

        assertThat(database.submit(operation, Signal.CANCEL)).isInstanceOf(Answer.Asked.class);

        assertThat(database.events(operation)).containsExactly("ACCEPTED", "STRAY", "ASKED_CANCEL");
        worker.runs(operation);
        assertThat(now().state()).isEqualTo("CANCELLED");
    }

    @Test
    void stray_entries_with_the_largest_number_that_there_is_keep_no_operation_from_a_person_and_none_from_its_end() {
        aStrayEntryStandsInTheWay();
        aStrayEntryStandsBehind(Integer.MAX_VALUE - 1);

        isDispatchedAgainAndAgain(20);

        assertThat(now().state()).isEqualTo("NEEDS_OPERATOR");
        assertThat(now().audit().seq()).isEqualTo(3);
        assertThat(database.submit(operation, Signal.CANCEL)).isInstanceOf(Answer.Asked.class);
        worker.runs(operation);
        assertThat(now().state()).isEqualTo("CANCELLED");
    }

    @Test
    void a_row_that_says_the_largest_number_that_there_is_takes_an_operators_action_and_reaches_a_person() {
        database.tamper("update operation set audit_seq = 2147483647");
        assertThat(database.submit(operation, Signal.CANCEL)).isInstanceOf(Answer.Asked.class);
        assertThat(now().audit().seq()).isEqualTo(2);
        database.tamper("update operation set audit_seq = 2147483647");

        isDispatchedAgainAndAgain(20);

        assertThat(now().state()).isEqualTo("NEEDS_OPERATOR");
        assertThat(database.events(operation)).containsExactly("ACCEPTED", "ASKED_CANCEL", "BLOCKED");
    }

    @Test
    void between_two_failures_outside_of_a_step_the_operation_waits() {
        aStrayEntryStandsInTheWay();

        worker.runs(operation);

        assertThat(database.holds(operation, "available_at > updated_at and leased_by is null"))
                .isTrue();
        assertThat(now().progress().attempt()).isZero();
        assertThat(database.outboxRows(operation)).isEqualTo(2);
    }

    @Test
    void a_row_that_cannot_be_decoded_ends_in_front_of_a_person_and_keeps_what_was_asked_in_its_history() {
        database.tamper(
                "update operation set asked = '{\"signal\": \"TELEPORT\", \"actor\": \"zoe\", \"reason\": \"now\"}'");

        isDispatchedAgainAndAgain(20);

        assertThat(database.holds(operation, "state = 'NEEDS_OPERATOR' and asked is null and attempt = 0"))
                .isTrue();
        assertThat(database.history(operation)).last().satisfies(entry -> {
            assertThat(entry.what().event()).isEqualTo("BLOCKED");
            assertThat(entry.detail()).contains("TELEPORT").contains("zoe");
        });
        assertThat(move.ran()).isEmpty();
        assertThat(database.submit(operation, Signal.CANCEL)).isInstanceOf(Answer.Asked.class);
        worker.runs(operation);
        assertThat(now().state()).isEqualTo("CANCELLED");
    }

    @Test
    void facts_that_are_no_object_are_kept_in_the_history_and_an_operator_can_still_act() {
        database.tamper("update operation set facts = '[1, \"two\"]'");
        database.submit(operation, Signal.CANCEL);

        isDispatchedAgainAndAgain(20);

        assertThat(now().state()).isEqualTo("NEEDS_OPERATOR");
        assertThat(database.history(operation))
                .last()
                .satisfies(entry -> assertThat(entry.detail()).contains("two"));
        database.submit(operation, Signal.CANCEL);
        worker.runs(operation);
        assertThat(now().state()).isEqualTo("CANCELLED");
    }

    @Test
    void an_open_operation_in_a_final_state_ends_in_front_of_a_person() {
        database.tamper("update operation set state = 'SUCCEEDED'");

        isDispatchedAgainAndAgain(20);

        assertThat(now().state()).isEqualTo("NEEDS_OPERATOR");
        assertThat(now().progress().cause()).contains("SUCCEEDED");
    }

    @Test
    void one_row_that_cannot_be_decoded_keeps_nobody_from_being_claimed() throws Exception {
        var ids = new ArrayList<>(IntStream.range(0, 20)
                .mapToObj(i -> database.accepted("gpu-group-" + i))
                .toList());
        ids.add(10, operation);
        database.jdbc()
                .sql("update operation set asked = '{\"signal\": \"TELEPORT\"}' where id = ?")
                .param(operation)
                .update();
        var go = new CountDownLatch(1);
        var sent = new AtomicInteger();
        worker.database.before(sql -> {
            if (sql.contains(CLAIM)) {
                sent.incrementAndGet();
                waitFor(go); // the others queue up behind and form a group
            }
        });
        var executions = new ArrayList<Future<?>>();
        for (var id : ids) {
            executions.add(threads.submit(() -> {
                try {
                    worker.runs(id);
                } catch (RuntimeException e) {
                    System.out.println("the execution ended with " + e.getMessage());
                }
            }));
        }
        await().until(() -> sent.get() == 2);
        go.countDown();
        for (var execution : executions) {
            execution.get(10, SECONDS);
        }

        for (var id : ids) {
            if (!id.equals(operation)) {
                assertThat(database.read(id).state()).isEqualTo("SUCCEEDED");
                assertThat(database.read(id).lease().fence()).isEqualTo(1);
            }
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_claim_whose_answer_is_lost_is_no_try_of_a_step() {
        worker.database.losesTheAnswerOnceTo(CLAIM);
        worker.runs(operation);
        worker.database.comesBack();

        worker.beats();

        assertThat(now().lease().worker()).isNull();
        assertThat(now().progress().attempt()).isZero();
        database.theTimeComesFor(operation);
        worker.runs(operation);
        assertThat(now().state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void a_lock_timeout_is_no_fault_of_the_operation() {
        worker.database.before(sql -> {
            if (sql.contains("set begun = true")) {
                throw new SQLException("canceling statement due to lock timeout", "55P03");
            }
        });

        worker.runs(operation);

        worker.database.comesBack();
        assertThat(now().setbacks()).isEqualTo(Setbacks.NONE);
        worker.beats();
        worker.runs(operation);
        assertThat(now().state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void an_operation_that_the_database_lets_nobody_change_waits_after_every_claim_and_reaches_a_person_later() {
        database.tamper(
                "create function refuse_all() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$",
                "create trigger refuse_all before insert on audit_entry for each row execute function refuse_all()");
        try {
            for (var claim = 0; claim < 2 * TestWorker.SETTINGS.attempts(); claim++) {
                database.theTimeComesFor(operation);
                worker.runs(operation);

                assertThat(database.holds(operation, "leased_by is null and available_at > nudged_at"))
                        .isTrue();
            }
        } finally {
            database.tamper("drop trigger refuse_all on audit_entry", "drop function refuse_all()");
        }
        database.theTimeComesFor(operation);
        worker.runs(operation);
        assertThat(now().state()).isEqualTo("NEEDS_OPERATOR");
    }
}
