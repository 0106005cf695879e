package io.spotmanager.system.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Alone;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import io.spotmanager.system.harness.OperationView;
import io.spotmanager.system.harness.Part;
import io.spotmanager.system.harness.Stopwatch;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A worker is paused for longer than its lease, with all its connections open, and then continues. */
@Alone
class PausedWorkerTest {
    private static final Duration MAX_WAIT = Duration.ofSeconds(40);

    private static Installation installation;

    @BeforeAll
    static void open() {
        installation = Installation.start(PausedWorkerTest.class, Brokers.best(), new Installation.Size(200, 2));
    }

    @AfterAll
    static void close() {
        installation.close();
    }

    private static Move anyMove() {
        return installation.cloud().fleet().spotMoves().getFirst();
    }

    /** The hanging calls: an add that is never carried out, one that is carried out before, and one far too late. */
    @ParameterizedTest
    @CsvSource({"hang,10", "hang-after,10", "latency,8"})
    void a_worker_that_stood_still_cannot_change_what_another_one_finished(String fault, long seconds) {
        var move = anyMove();
        installation
                .cloud()
                .play(
                        1,
                        Fault.of(fault)
                                .onAdding(move.host())
                                .lasting(Duration.ofSeconds(seconds))
                                .once());
        var id = installation.operator().move(move);
        await("the add").atMost(MAX_WAIT).until(() -> installation.cloud().spoiled() == 1);
        var stale = installation.worker(installation.operator().operation(id).latestWorker());
        var lossesBefore = losses(stale);

        stale.pause();
        var watch = Stopwatch.start(PausedWorkerTest.class);
        var finished = installation.awaitEnd(id, MAX_WAIT);
        watch.tell("from the stand-still (%s) to SUCCEEDED by the other worker".formatted(fault));
        stale.resume();
        await("the stale worker notices").atMost(MAX_WAIT).until(() -> losses(stale) > lossesBefore);

        requireEachTransitionOnce(finished);
        assertThat(installation.operator().operation(id).steps()).hasSameSizeAs(finished.steps());
        assertThat(installation.cloud().poolsOf(move.host())).containsExactly(move.targetAggregate());
        installation.requireWholeHistory();
    }

    private static void requireEachTransitionOnce(OperationView operation) {
        assertThat(operation.path())
                .as(operation.story())
                .containsExactly("REQUESTED", "VALIDATED", "HOST_REMOVED", "HOST_ADDED", "SUCCEEDED");
        assertThat(operation.fences()).isSorted();
        assertThat(operation.fences().getLast())
                .isGreaterThan(operation.fences().getFirst());
    }

    private static long losses(Part worker) {
        return worker.output().lines().filter(line -> line.contains("lease")).count();
    }

    @Test
    void a_worker_that_stood_still_works_again() {
        var stale = installation.worker("one");
        stale.pause();
        var whileItStands = installation.operator().move(anyMove());
        installation.awaitEnd(whileItStands, MAX_WAIT);
        stale.resume();

        installation.worker("two").pause();
        var afterwards = installation.operator().move(anyMove());
        var operation = installation.awaitEnd(afterwards, MAX_WAIT);
        installation.worker("two").resume();

        assertThat(operation.latestWorker()).isEqualTo("one");
    }
}
