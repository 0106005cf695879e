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
 * A race on purpose: Nova carries out the call of a killed worker only after an operator has cancelled the move. A roll-back that
 * does not wait for it leaves the host in no pool or in two, and no open operation repairs that.
 */
class CancelledMoveTest {
    private static final Duration NOVA_TAKES = Duration.ofSeconds(6);
    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final Duration MAX_WAIT = Duration.ofSeconds(90);

    private static Installation installation;
    private static Iterator<Move> moves;

    private Move move;

    @BeforeAll
    static void open() {
        installation = Installation.start(
                CancelledMoveTest.class,
                Brokers.best(),
                new Installation.Size(200, 2),
                "--spot.migration.late-effect-window=" + SETTLE.toMillis() + "ms");
        moves = installation.cloud().fleet().spotMoves().iterator();
    }

    @BeforeEach
    void chooseAHost() {
        move = moves.next();
    }

    @AfterEach
    void behave() {
        installation.cloud().behave();
        installation.workers().stream()
                .filter(worker -> !worker.alive())
                .forEach(worker -> worker.start().awaitReady());
    }

    @AfterAll
    static void close() {
        installation.close();
    }

    /** Kills the worker of a move during a call that Nova carries out later. */
    private UUID workerDiesWith(Fault slowCall) {
        installation.cloud().play(1, slowCall.lasting(NOVA_TAKES).once());
        var operation = installation.operator().move(move);
        await("the call").atMost(MAX_WAIT).until(() -> installation.cloud().spoiled() == 1);
        installation
                .worker(installation.operator().operation(operation).latestWorker())
                .kill();
        return operation;
    }

    private void requireBackHome(UUID operation, String action, String end) {
        assertThat(installation.operator().act(operation, action).accepted()).isTrue();
        var over = installation.awaitEnd(operation, MAX_WAIT);

        assertThat(over.state()).as(over.story()).isEqualTo(end);
        assertThat(installation.cloud().poolsOf(move.host())).as(over.story()).containsExactly(move.sourceAggregate());
        installation.requireWholeHistory();
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
