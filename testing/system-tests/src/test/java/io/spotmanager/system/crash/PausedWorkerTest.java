package io.spotmanager.system.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

/** A worker stands still for longer than its lease, with all its connections open, and then goes on as if nothing was. */
class PausedWorkerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static Installation house;

    @BeforeAll
    static void open() {
        house = Installation.start(PausedWorkerTest.class, Brokers.best(), new Installation.Size(200, 2));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static Move anyMove() {
        return house.cloud().fleet().spotMoves().getFirst();
    }

    /** The calls that hang: an add that never happens, one that happened before, and one that happens far too late. */
    @ParameterizedTest
    @CsvSource({"hang,10", "hang-after,10", "latency,8"})
    void a_worker_that_stood_still_cannot_change_what_another_one_finished(String fault, long seconds) {
        var move = anyMove();
        house.cloud()
                .play(
                        1,
                        Fault.of(fault)
                                .onAdding(move.host())
                                .lasting(Duration.ofSeconds(seconds))
                                .once());
        var id = house.operator().move(move);
        await("the add").atMost(PATIENCE).until(() -> house.cloud().spoiled() == 1);
        var stale = house.worker(house.operator().operation(id).latestWorker());
        var lossesBefore = losses(stale);

        stale.pause();
        var watch = Stopwatch.start(PausedWorkerTest.class);
        var finished = house.awaitEnd(id, PATIENCE);
        watch.tell("from the stand-still (%s) to SUCCEEDED by the other worker".formatted(fault));
        stale.resume();
        await("the stale worker notices").atMost(PATIENCE).until(() -> losses(stale) > lossesBefore);

        requireEachTransitionOnce(finished);
        assertThat(house.operator().operation(id).steps()).hasSameSizeAs(finished.steps());
        assertThat(house.cloud().poolsOf(move.host())).containsExactly(move.targetAggregate());
        house.requireWholeHistory();
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
        var stale = house.worker("one");
        stale.pause();
        var whileItStands = house.operator().move(anyMove());
        house.awaitEnd(whileItStands, PATIENCE);
        stale.resume();

        house.worker("two").pause();
        var afterwards = house.operator().move(anyMove());
        var operation = house.awaitEnd(afterwards, PATIENCE);
        house.worker("two").resume();

        assertThat(operation.latestWorker()).isEqualTo("one");
    }
}
