package io.spotmanager.system.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Client;
import io.spotmanager.system.harness.Demo;
import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.Move;
import io.spotmanager.system.harness.OperationView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo: start, use, stop or kill, and restart on the same data. */
class QuickstartTest {
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    private static final Duration A_LONG_STEP = Duration.ofSeconds(4);
    private static final Duration FOR_GOOD = Duration.ofMinutes(2);

    private static OperationView end(Client operator, UUID operation) {
        await("the end of " + operation)
                .atMost(MAX_WAIT)
                .until(() -> operator.operation(operation).over());
        return operator.operation(operation);
    }

    /** A move that hangs in its add. */
    private static UUID caught(Demo demo, Move move, Fault fault) {
        var cloud = demo.cloud();
        cloud.play(1, fault.onAdding(move.host()).once());
        var operation = demo.operator().move(move);
        await("the add").atMost(MAX_WAIT).until(() -> cloud.spoiled() == 1);
        return operation;
    }

    @Test
    void a_stop_lets_the_running_step_end_and_the_next_start_goes_on() throws Exception {
        try (var demo = new Demo("stopped")) {
            var moves = demo.cloud().fleet().spotMoves();
            var first = end(demo.operator(), demo.operator().move(moves.getFirst()));
            assertThat(first.state()).as(first.story()).isEqualTo("SUCCEEDED");
            await("one address has the metrics of all parts")
                    .atMost(MAX_WAIT)
                    .untilAsserted(() -> assertThat(demo.operator().text("/actuator/prometheus"))
                            .contains("spot_events_clients ")
                            .contains("spot_operation_seconds_count{state=\"SUCCEEDED\",workflow=\"migration\"} 1")
                            .contains(
                                    "spot_fence_refusals_total{workflow=\"launch\"}",
                                    "spot_gpus{",
                                    "spot_cloud_results_total{")
                            .containsOnlyOnce("\njvm_threads_live_threads "));

            var move = moves.get(1);
            var operation = caught(demo, move, Fault.of("hang-after").lasting(A_LONG_STEP));
            var exitCode = demo.process().terminate();
            demo.startAgain("started-after-stop");
            var second = end(demo.operator(), operation);

            assertThat(exitCode).isZero();
            assertThat(second.state()).as(second.story()).isEqualTo("SUCCEEDED");
            assertThat(second.calls("aggregate add host"))
                    .as("the add, whose answer was waited for: %s", second.story())
                    .isOne();
            assertThat(second.path())
                    .containsExactly("REQUESTED", "VALIDATED", "HOST_REMOVED", "HOST_ADDED", "SUCCEEDED");
            assertThat(demo.cloud().poolsOf(move.host())).containsExactly(move.targetAggregate());
        }
    }

    @Test
    // One that starts all the same would never end.
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void without_a_cloud_run_says_what_to_set_and_starts_nothing(@TempDir Path folder) throws Exception {
        var data = folder.resolve("data");

        var refusal = Demo.runWithoutACloud(data);

        assertThat(refusal.exitCode()).as(refusal.output()).isEqualTo(2);
        assertThat(refusal.output()).contains("not set: OS_AUTH_URL").doesNotContain("\tat ");
        assertThat(data).doesNotExist();
    }

    @Test
    void a_kill_loses_nothing_that_was_open() throws Exception {
        try (var demo = new Demo("killed")) {
            var move = demo.cloud().fleet().spotMoves().getFirst();
            var operation = caught(demo, move, Fault.of("hang").lasting(FOR_GOOD));

            demo.process().killAlone();
            demo.startAgain("started-after-kill");
            var afterwards = end(demo.operator(), operation);

            assertThat(afterwards.state()).as(afterwards.story()).isEqualTo("SUCCEEDED");
            assertThat(demo.cloud().poolsOf(move.host())).containsExactly(move.targetAggregate());
        }
    }
}
