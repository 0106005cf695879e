package io.spotmanager.system.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import java.time.Duration;
import java.util.Iterator;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A race opened on purpose: Nova carries out the call of a killed worker only after an operator has taken the move back. A way
 * back that does not wait for it leaves the host in no pool, or in two, with nobody to see to it.
 */
class CancelledMoveTest {
    private static final Duration NOVA_TAKES = Duration.ofSeconds(6);
    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static Installation house;
    private static Iterator<Move> moves;

    private Move move;

    @BeforeAll
    static void open() {
        house = Installation.start(
                CancelledMoveTest.class,
                Brokers.best(),
                new Installation.Size(200, 2),
                "--spot.migration.settle=" + SETTLE.toMillis() + "ms");
        moves = house.cloud().fleet().spotMoves().iterator();
    }

    @BeforeEach
    void chooseAHost() {
        move = moves.next();
    }

    @AfterEach
    void behave() {
        house.cloud().behave();
        house.workers().stream()
                .filter(worker -> !worker.alive())
                .forEach(worker -> worker.start().awaitReady());
    }

    @AfterAll
    static void close() {
        house.close();
    }

    /** The worker of a move dies with a call under way that Nova carries out when it gets to it. */
    private UUID workerDiesWith(Fault slowCall) {
        house.cloud().play(1, slowCall.lasting(NOVA_TAKES).once());
        var operation = house.operator().move(move);
        await("the call").atMost(PATIENCE).until(() -> house.cloud().spoiled() == 1);
        house.worker(house.operator().operation(operation).latestWorker()).kill();
        return operation;
    }

    private void requireBackHome(UUID operation, String action, String end) {
        assertThat(house.operator().act(operation, action).accepted()).isTrue();
        var over = house.awaitEnd(operation, PATIENCE);

        assertThat(over.state()).as(over.story()).isEqualTo(end);
        assertThat(house.cloud().poolsOf(move.host())).as(over.story()).containsExactly(move.sourceAggregate());
        house.requireWholeHistory();
    }

    @Test
    void a_removal_that_comes_after_the_cancellation_does_not_lose_the_host() {
        var operation = workerDiesWith(Fault.of("latency").onRemoving(move.host()));
        requireBackHome(operation, "cancel", "CANCELLED");
    }

    @Test
    void an_addition_that_comes_after_the_roll_back_does_not_sell_the_host_twice() {
        var operation = workerDiesWith(Fault.of("latency").onAdding(move.host()));
        requireBackHome(operation, "roll-back", "ROLLED_BACK");
    }
}
