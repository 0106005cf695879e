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

/** A cloud that sends far more than anybody asked for, to workers that have no more memory than in our images. */
class LargeAnswersTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String MEMORY = "256m";
    private static final int MOVES = 14;

    private static Installation house;
    private static Iterator<Move> moves;
    private static Part worker;
    private static Part inventory;

    @BeforeAll
    static void open() {
        house = Installation.start(LargeAnswersTest.class, Brokers.best(), new Installation.Size(400, 0));
        moves = house.cloud().fleet().spotMoves().iterator();
        worker = house.workerAsInImage("migration-worker", MEMORY, "--spot.execution.attempts=3");
        inventory = house.workerAsInImage("inventory-worker", MEMORY, "--spot.inventory.refresh=1s");
    }

    @AfterEach
    void the_cloud_behaves() {
        house.cloud().behave();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"flood", "endless"})
    void moves_end_with_the_cause_and_the_worker_goes_on_with_other_work(String fault) {
        house.cloud().play(1, Fault.of(fault).everywhereIn("/v2.1/"));

        var accepted = Stream.generate(moves::next)
                .limit(MOVES)
                .map(move -> house.operator().move(move))
                .toList();
        for (var move : accepted) {
            var operation = house.awaitEnd(move, PATIENCE);
            assertThat(operation.story()).contains("larger than 8 MB", "SPOT_CLOUD_LARGEST_ANSWER_MB");
        }
        // Fewer than one for each attempt: attempts of one moment share a read.
        assertThat(house.cloud().spoiled()).isGreaterThanOrEqualTo(MOVES);

        house.cloud().behave();
        var next = house.operator().move(moves.next());
        assertThat(house.awaitEnd(next, PATIENCE).state()).isEqualTo("SUCCEEDED");
        assertThat(worker.alive()).as(worker.output()).isTrue();
        assertThat(inventory.alive()).as(inventory.output()).isTrue();
        assertThat(worker.output()).doesNotContain("OutOfMemoryError");
        assertThat(inventory.output()).doesNotContain("OutOfMemoryError");
    }

    @Test
    void a_change_whose_answer_is_too_large_is_judged_by_what_nova_shows() {
        house.cloud().play(1, Fault.of("flood").onChanges());

        var move = moves.next();
        var operation = house.awaitEnd(house.operator().move(move), PATIENCE);

        assertThat(operation.state()).as(operation.story()).isEqualTo("SUCCEEDED");
        assertThat(house.cloud().poolsOf(move.host())).containsExactly(move.targetAggregate());
    }
}
