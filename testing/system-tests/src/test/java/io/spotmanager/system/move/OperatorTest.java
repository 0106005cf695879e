package io.spotmanager.system.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import io.spotmanager.system.harness.OperationView;
import java.time.Duration;
import java.util.Iterator;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody moves the host between its removal and its arrival; then an operator decides. */
class OperatorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONG_ENOUGH_FOR_A_STRANGER = Duration.ofSeconds(1);

    private static Installation house;
    private static Iterator<Move> moves;
    private Move move;
    private UUID stuck;

    @BeforeAll
    static void open() {
        house = Installation.start(
                OperatorTest.class, Brokers.best(), new Installation.Size(200, 1), "--spot.migration.settle=1s");
        moves = house.cloud().fleet().spotMoves().stream()
                .filter(move -> !move.host().contains("A100"))
                .iterator();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void aStrangerInterferes() {
        move = moves.next();
        house.cloud()
                .play(
                        1,
                        Fault.of("hang")
                                .onAdding(move.host())
                                .lasting(LONG_ENOUGH_FOR_A_STRANGER)
                                .once());
        stuck = house.operator().move(move);
        await("the add").atMost(PATIENCE).until(() -> house.cloud().spoiled() == 1);
        house.cloud().strangerAdds(move.host(), move.elsewhere());
        house.awaitState(stuck, "NEEDS_OPERATOR");
    }

    private OperationView after(String action) {
        assertThat(house.operator().act(stuck, action).accepted()).isTrue();
        return house.awaitEnd(stuck, PATIENCE);
    }

    @Test
    void a_host_that_somebody_else_moved_is_left_where_it_is_until_a_person_decides() {
        var operation = house.operator().operation(stuck);

        assertThat(operation.cause()).contains(move.elsewhere());
        assertThat(operation.actions()).containsExactlyInAnyOrder("RETRY", "ROLL_BACK", "SKIP", "ADOPT", "CANCEL");
        assertThat(house.cloud().poolsOf(move.host())).containsExactly(move.elsewhere());
    }

    @Test
    void adopting_ends_the_move_with_the_host_where_the_cloud_shows_it() {
        var operation = after("adopt");

        assertThat(operation.state()).as(operation.story()).isEqualTo("ADOPTED");
        assertThat(house.cloud().poolsOf(move.host())).containsExactly(move.elsewhere());
    }

    @Test
    void retrying_succeeds_once_the_stranger_has_let_go() {
        house.cloud().strangerRemoves(move.host(), move.elsewhere());

        var operation = after("retry");

        assertThat(operation.state()).as(operation.story()).isEqualTo("SUCCEEDED");
        assertThat(house.cloud().poolsOf(move.host())).containsExactly(move.targetAggregate());
    }

    @Test
    void retrying_in_vain_asks_the_operator_again() {
        assertThat(house.operator().act(stuck, "retry").accepted()).isTrue();

        await("asked again").atMost(PATIENCE).until(() -> {
            var operation = house.operator().operation(stuck);
            return operation.waitsForOperator() && operation.path().contains("VALIDATED") && asksTwice(operation);
        });
        assertThat(house.cloud().poolsOf(move.host())).containsExactly(move.elsewhere());
    }

    private static boolean asksTwice(OperationView operation) {
        return operation.path().stream()
                        .filter(state -> state.equals("NEEDS_OPERATOR"))
                        .count()
                == 2;
    }

    @Test
    void rolling_back_brings_the_host_home() {
        house.cloud().strangerRemoves(move.host(), move.elsewhere());

        var operation = after("roll-back");

        assertThat(operation.state()).as(operation.story()).isEqualTo("ROLLED_BACK");
        assertThat(house.cloud().poolsOf(move.host())).containsExactly(move.sourceAggregate());
    }

    @Test
    void skipping_the_step_still_looks_before_it_reports_success() {
        house.cloud().strangerRemoves(move.host(), move.elsewhere());
        house.cloud().strangerAdds(move.host(), move.targetAggregate());

        var operation = after("skip");

        assertThat(operation.state()).as(operation.story()).isEqualTo("SUCCEEDED");
        assertThat(operation.calls("aggregate add host")).isOne();
    }

    @Test
    void cancelling_after_the_removal_means_the_way_back() {
        house.cloud().strangerRemoves(move.host(), move.elsewhere());

        var operation = after("cancel");

        assertThat(operation.state()).as(operation.story()).isEqualTo("ROLLED_BACK");
        assertThat(house.cloud().poolsOf(move.host())).containsExactly(move.sourceAggregate());
    }

    @Test
    void an_action_needs_an_open_operation() {
        after("adopt");

        var late = house.operator().act(stuck, "retry");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.problem()).isEqualTo("action-not-allowed");
    }
}
