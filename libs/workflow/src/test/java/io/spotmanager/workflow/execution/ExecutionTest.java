package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.spotmanager.workflow.event.OperationChanged;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.operation.Lease;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.step.StepOutcome.Done;
import io.spotmanager.workflow.step.StepOutcome.Failed;
import io.spotmanager.workflow.step.StepOutcome.NeedsOperator;
import io.spotmanager.workflow.step.StepOutcome.Retry;
import io.spotmanager.workflow.step.StepOutcome.Skipped;
import io.spotmanager.workflow.step.StepOutcome.WaitUntil;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

@Timeout(30)
class ExecutionTest {
    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

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
        assertThat(database.verification().verify().findings()).isEmpty();
    }

    private Operation now() {
        return database.read(operation);
    }

    @Test
    void a_command_executions_to_its_end_under_one_claim_with_one_entry_for_each_step() {
        worker.runs(operation);

        assertThat(now().state()).isEqualTo("SUCCEEDED");
        assertThat(now().open()).isFalse();
        assertThat(now().lease()).isEqualTo(new Lease(null, 1));
        assertThat(move.ran()).containsExactly("check", "remove", "add", "verify");
        assertThat(database.events(operation)).containsExactly("ACCEPTED", "DONE", "DONE", "DONE", "DONE");
        assertThat(database.history(operation).stream()
                        .map(entry -> entry.what().toState()))
                .containsExactly("REQUESTED", "CHECKED", "REMOVED", "ADDED", "SUCCEEDED");
    }

    @Test
    void every_change_is_announced_after_it_was_saved() {
        worker.runs(operation);

        assertThat(worker.events.stream().map(OperationChanged::state))
                .containsExactly("CHECKED", "REMOVED", "ADDED", "SUCCEEDED");
        assertThat(worker.events.getLast().seq()).isEqualTo(now().audit().seq());
    }

    @Test
    void the_log_tells_an_end_once_and_only_when_it_is_saved() {
        var lines = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(OperationExecutor.class);
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        lines.start();
        worker.database.before(sql -> {
            if (sql.contains("set state = c.state") && move.ran().contains("verify")) {
                throw new SQLException("no space left on device", "53100");
            }
        });

        worker.runs(operation);

        assertThat(now().state()).isEqualTo("ADDED");
        assertThat(lines.list.stream().map(ILoggingEvent::getFormattedMessage))
                .noneMatch(line -> line.contains("ended"));
        worker.database.comesBack();
        worker.beats();
        database.theTimeComesFor(operation);
        worker.runs(operation);
        logger.detachAppender(lines);
        logger.setLevel(null);
        assertThat(now().state()).isEqualTo("SUCCEEDED");
        assertThat(lines.list.stream().map(ILoggingEvent::getFormattedMessage))
                .filteredOn(line -> line.endsWith("ended: SUCCEEDED"))
                .hasSize(1);
    }

    @Test
    void a_command_too_many_does_nothing() {
        worker.runs(operation);
        worker.runs(operation);
        worker.runs(UUID.randomUUID());

        assertThat(move.ran()).hasSize(4);
    }

    @Test
    void facts_of_one_step_reach_the_next_and_calls_reach_the_history() {
        move.next("check", new Done(Map.of("aggregate", 17)));
        move.next("remove", context -> {
            assertThat(context.facts().path("aggregate").asInt()).isEqualTo(17);
            assertThat(context.subject()).isEqualTo("gpu-1");
            assertThat(context.operationId()).isEqualTo(operation);
            assertThat(context.request(Map.class)).containsEntry("host", "gpu-1");
            context.recordCall("openstack aggregate remove host 17 gpu-1", "200", Duration.ofMillis(5));
            return new Skipped("already out");
        });

        worker.runs(operation);

        assertThat(now().progress().facts().path("aggregate").asInt()).isEqualTo(17);
        assertThat(database.history(operation).get(2).detail())
                .contains("openstack aggregate remove host 17 gpu-1")
                .contains("already out");
    }

    @Test
    void a_retry_lies_in_the_database_until_its_time_and_then_succeeds() {
        move.next("add", new Retry("Nova is busy", Duration.ofMinutes(10)));

        worker.runs(operation);

        assertThat(now().state()).isEqualTo("REMOVED");
        assertThat(now().progress().attempt()).isEqualTo(1);
        assertThat(now().progress().cause()).isEqualTo("Nova is busy");
        assertThat(now().lease().worker()).isNull();
        assertThat(database.holds(operation, "available_at > now() + interval '9 minutes'"))
                .isTrue();
        assertThat(
                        database.holds(
                                operation,
                                "select max(x.available_at) = operation.available_at from outbox x where operation_id = operation.id"))
                .isTrue();

        worker.runs(operation);
        assertThat(now().state()).isEqualTo("REMOVED");

        database.theTimeComesFor(operation);
        worker.runs(operation);
        assertThat(now().state()).isEqualTo("SUCCEEDED");
        assertThat(now().progress().cause()).isNull();
        assertThat(now().lease().fence()).isEqualTo(2);
        assertThat(database.events(operation)).containsExactly("ACCEPTED", "DONE", "DONE", "RETRY", "DONE", "DONE");
    }

    @Test
    void a_step_that_never_works_is_exhausted_and_the_operation_goes_back() {
        for (var tries = 0; tries < 3; tries++) {
            move.next("add", new Retry("Nova is busy"));
        }

        for (var tries = 0; tries < 3; tries++) {
            database.theTimeComesFor(operation);
            worker.runs(operation);
        }

        assertThat(now().state()).isEqualTo("ROLLED_BACK");
        assertThat(now().progress().cause()).isEqualTo("gave up after 3 attempts; the last one: Nova is busy");
        assertThat(database.events(operation))
                .containsExactly("ACCEPTED", "DONE", "DONE", "RETRY", "RETRY", "EXHAUSTED", "DONE");
    }

    @Test
    void a_failure_goes_back_and_the_end_tells_why() {
        move.next("add", new Failed("the pool is gone"));

        worker.runs(operation);

        assertThat(now().state()).isEqualTo("ROLLED_BACK");
        assertThat(now().progress().cause()).isEqualTo("the pool is gone");
        assertThat(move.ran()).containsExactly("check", "remove", "add", "restore");
    }

    @Test
    void waiting_is_no_failed_try() {
        for (var looks = 0; looks < 5; looks++) {
            move.next("verify", new WaitUntil(Instant.now().plusSeconds(600), "building"));
        }

        for (var looks = 0; looks < 6; looks++) {
            database.theTimeComesFor(operation);
            worker.runs(operation);
        }

        assertThat(now().state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void a_step_that_needs_an_operator_waits_without_a_time_and_tells_what_may_be_asked() {
        move.next("add", new NeedsOperator("two owners"));

        worker.runs(operation);

        assertThat(now().state()).isEqualTo("NEEDS_OPERATOR");
        assertThat(now().progress().cause()).isEqualTo("two owners");
        assertThat(now().progress().actions()).containsExactly("RETRY", "ROLL_BACK", "SKIP", "ADOPT", "CANCEL");
        assertThat(now().lease().worker()).isNull();
        assertThat(database.holds(operation, "available_at = 'infinity'")).isTrue();
        worker.runs(operation);
        assertThat(move.ran()).hasSize(3);
    }

    @Test
    void a_step_that_throws_counts_as_a_try() {
        move.next("add", context -> {
            throw new IllegalStateException("a defect in the step");
        });

        worker.runs(operation);

        assertThat(now().progress().attempt()).isEqualTo(1);
        assertThat(now().progress().cause()).contains("a defect in the step");
        database.theTimeComesFor(operation);
        worker.runs(operation);
        assertThat(now().state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void a_worker_without_a_heartbeat_claims_nothing() {
        worker.wasPausedBeyondItsLease();

        worker.runs(operation);

        assertThat(move.ran()).isEmpty();
        assertThat(now().lease().fence()).isZero();
    }
}
