package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.step.StepOutcome.Done;
import io.spotmanager.workflow.step.StepOutcome.Retry;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a worker counts of its operations. */
@Timeout(60)
class ExecutionMetersTest {
    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final ScriptedMove move = new ScriptedMove();
    private TestWorker worker;

    @BeforeEach
    void a_worker() {
        worker = TestWorker.started(database, "one", move.workflow);
    }

    private double count(String name, String... tags) {
        return worker.meters().get(name).tags(tags).counter().count();
    }

    @Test
    void each_run_of_a_step_is_timed_and_each_operation_by_its_end() {
        move.next("add", new Retry("busy"));
        var operation = database.accepted("H1");

        worker.runs(operation);
        database.theTimeComesFor(operation);
        worker.runs(operation);

        assertThat(database.read(operation).open()).isFalse();
        assertThat(worker.meters()
                        .get("spot.step")
                        .tags("workflow", KernelDatabase.KIND, "step", "add")
                        .timer()
                        .count())
                .isEqualTo(2);
        assertThat(count("spot.steps", "step", "add", "event", "RETRY")).isEqualTo(1);
        assertThat(worker.meters()
                        .get("spot.operation")
                        .tags(
                                "workflow",
                                KernelDatabase.KIND,
                                "state",
                                database.read(operation).state())
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_worker_that_stood_still_is_refused_by_the_fence_and_its_operation_counts_as_recovered() {
        var operation = database.accepted("H1");
        var other = TestWorker.started(database, "two", move.workflow);
        move.next("remove", context -> {
            worker.wasSilentFor(Duration.ofMinutes(1));
            other.sweeps();
            return new Done();
        });
        assertThat(count("spot.fence.refusals")).isZero();

        worker.runs(operation);

        assertThat(count("spot.fence.refusals", "workflow", KernelDatabase.KIND))
                .isEqualTo(1);
        assertThat(other.meters().get("spot.operations.recovered").counter().count())
                .isEqualTo(1);
    }

    @Test
    void an_operation_whose_command_was_lost_counts_as_stalled() {
        var operation = database.accepted("H1");
        database.tamper(
                "delete from outbox",
                "update operation set available_at = now() - interval '1 hour', nudged_at = now() - interval '1 hour'");

        worker.sweeps();

        assertThat(count("spot.operations.stalled")).isEqualTo(1);
        assertThat(database.outboxRows(operation)).isEqualTo(1);
    }
}
