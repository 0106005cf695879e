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
import java.util.Iterator;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code kill -9} after the removal and before the worker knows about the add: the host is in no pool then. */
@Alone
class KilledWorkerTest {
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);
    private static final Duration FOR_GOOD = Duration.ofMinutes(2);
    private static final Duration PROMISED = Duration.ofSeconds(5);

    private static Installation installation;
    private static Iterator<Move> moves;
    private Move move;

    @BeforeAll
    static void open() {
        installation = Installation.start(KilledWorkerTest.class, Brokers.best(), new Installation.Size(200, 2));
        moves = installation.cloud().fleet().spotMoves().iterator();
    }

    @BeforeEach
    void chooseAHost() {
        move = moves.next();
    }

    @AfterEach
    void everyWorkerRuns() {
        installation.cloud().behave();
        installation.workers().stream().filter(worker -> !worker.alive()).forEach(Part::start);
        installation.workers().forEach(Part::awaitReady);
    }

    @AfterAll
    static void close() {
        installation.close();
    }

    /** A move whose worker waits for the answer to the add. */
    private UUID caughtInTheAdd(String fault) {
        installation
                .cloud()
                .play(1, Fault.of(fault).onAdding(move.host()).lasting(FOR_GOOD).once());
        var operation = installation.operator().move(move);
        await("the add").atMost(MAX_WAIT).until(() -> installation.cloud().spoiled() == 1);
        return operation;
    }

    private Part holderOf(UUID operation) {
        return installation.worker(installation.operator().operation(operation).latestWorker());
    }

    private void requireSuccess(OperationView operation) {
        assertThat(operation.state()).as(operation.story()).isEqualTo("SUCCEEDED");
        assertThat(operation.fences()).isSorted();
        assertThat(operation.fences().getLast())
                .isGreaterThan(operation.fences().getFirst());
        assertThat(installation.cloud().poolsOf(move.host())).containsExactly(move.targetAggregate());
        installation.requireWholeHistory();
    }

    @Test
    void another_worker_finishes_the_move_of_a_killed_one() {
        var operation = caughtInTheAdd("hang");
        assertThat(installation.cloud().poolsOf(move.host())).isEmpty();

        holderOf(operation).kill();
        var watch = Stopwatch.start(KilledWorkerTest.class);
        var end = installation.awaitEnd(operation, MAX_WAIT);

        watch.requireWithin(PROMISED, "from the kill of one of two workers to SUCCEEDED");
        requireSuccess(end);
    }

    @Test
    void another_worker_sees_what_the_killed_one_had_done() {
        var operation = caughtInTheAdd("hang-after");
        assertThat(installation.cloud().poolsOf(move.host())).containsExactly(move.targetAggregate());

        holderOf(operation).kill();
        var watch = Stopwatch.start(KilledWorkerTest.class);
        var end = installation.awaitEnd(operation, MAX_WAIT);

        watch.requireWithin(PROMISED, "from the kill of one of two workers, its add done, to SUCCEEDED");
        requireSuccess(end);
        assertThat(end.calls("aggregate add host"))
                .as("adds sent by the second worker")
                .isZero();
    }

    @Test
    void the_only_worker_goes_on_where_it_was_killed() {
        var operation = caughtInTheAdd("hang");
        var worker = holderOf(operation);
        installation.workerBeside(worker).terminate();

        worker.kill();
        var sinceKill = Stopwatch.start(KilledWorkerTest.class);
        worker.start().awaitReady();
        var sinceReady = Stopwatch.start(KilledWorkerTest.class);
        var end = installation.awaitEnd(operation, MAX_WAIT);

        sinceKill.tell("from the kill of the only worker to SUCCEEDED, its start included");
        sinceReady.requireWithin(PROMISED, "from the restart of the only worker being ready to SUCCEEDED");
        requireSuccess(end);
    }
}
