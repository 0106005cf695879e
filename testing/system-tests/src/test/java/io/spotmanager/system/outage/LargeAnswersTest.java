package io.spotmanager.system.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import io.spotmanager.system.harness.Part;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cloud that sends very large answers to workers with the memory of our images. */
class LargeAnswersTest {
    private static final Duration MAX_WAIT = Duration.ofMinutes(2);
    private static final String MEMORY = "256m";
    private static final int MOVES = 14;

    private static Installation installation;
    private static Iterator<Move> moves;
    private static Part worker;
    private static Part inventory;

    @BeforeAll
    static void open() {
        installation = Installation.start(LargeAnswersTest.class, Brokers.best(), new Installation.Size(400, 0));
        moves = installation.cloud().fleet().spotMoves().iterator();
        worker = installation.workerAsInImage("migration-worker", MEMORY, "--spot.execution.attempts=3");
        inventory = installation.workerAsInImage("inventory-worker", MEMORY, "--spot.inventory.refresh=1s");
    }

    @AfterEach
    void the_cloud_behaves() {
        installation.cloud().behave();
    }

    @AfterAll
    static void close() {
        installation.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"flood", "endless"})
    void moves_end_with_the_cause_and_the_worker_goes_on_with_other_work(String fault) {
        installation.cloud().play(1, Fault.of(fault).everywhereIn("/v2.1/"));

        var accepted = Stream.generate(moves::next)
                .limit(MOVES)
                .map(move -> installation.operator().move(move))
                .toList();
        for (var move : accepted) {
            var operation = installation.awaitEnd(move, MAX_WAIT);
            assertThat(operation.story()).contains("larger than 8 MB", "SPOT_CLOUD_MAX_RESPONSE_MB");
        }
        // Fewer than one per attempt, because concurrent attempts share a read.
        assertThat(installation.cloud().spoiled()).isGreaterThanOrEqualTo(MOVES);

        installation.cloud().behave();
        var next = installation.operator().move(moves.next());
        assertThat(installation.awaitEnd(next, MAX_WAIT).state()).isEqualTo("SUCCEEDED");
        assertThat(worker.alive()).as(worker.output()).isTrue();
        assertThat(inventory.alive()).as(inventory.output()).isTrue();
        assertThat(worker.output()).doesNotContain("OutOfMemoryError");
        assertThat(inventory.output()).doesNotContain("OutOfMemoryError");
    }

    @Test
    void a_change_whose_answer_is_too_large_is_judged_by_what_nova_shows() {
        installation.cloud().play(1, Fault.of("flood").onChanges());

        var move = moves.next();
        var operation = installation.awaitEnd(installation.operator().move(move), MAX_WAIT);

        assertThat(operation.state()).as(operation.story()).isEqualTo("SUCCEEDED");
        assertThat(installation.cloud().poolsOf(move.host())).containsExactly(move.targetAggregate());
    }
}
