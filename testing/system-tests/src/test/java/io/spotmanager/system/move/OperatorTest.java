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

/** The host is moved outside of Spot Manager between its removal and its addition; then an operator decides. */
class OperatorTest {
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);
    private static final Duration LONG_ENOUGH_FOR_A_STRANGER = Duration.ofSeconds(1);

    private static Installation installation;
    private static Iterator<Move> moves;
    private Move move;
    private UUID stuck;

    @BeforeAll
    static void open() {
        installation = Installation.start(
                OperatorTest.class,
                Brokers.best(),
                new Installation.Size(200, 1),
                "--spot.migration.late-effect-window=1s");
        moves = installation.cloud().fleet().spotMoves().stream()
                .filter(move -> !move.host().contains("A100"))
                .iterator();
    }

    @AfterAll
    static void close() {
        installation.close();
    }

    @BeforeEach
    void aStrangerInterferes() {
        move = moves.next();
        installation
                .cloud()
                .play(
                        1,
                        Fault.of("hang")
                                .onAdding(move.host())
                                .lasting(LONG_ENOUGH_FOR_A_STRANGER)
                                .once());
        stuck = installation.operator().move(move);
        await("the add").atMost(MAX_WAIT).until(() -> installation.cloud().spoiled() == 1);
        installation.cloud().strangerAdds(move.host(), move.elsewhere());
        installation.awaitState(stuck, "NEEDS_OPERATOR");
    }

    private OperationView after(String action) {
        assertThat(installation.operator().act(stuck, action).accepted()).isTrue();
        return installation.awaitEnd(stuck, MAX_WAIT);
    }

    @Test
    void a_host_that_somebody_else_moved_is_left_where_it_is_until_a_person_decides() {
        var operation = installation.operator().operation(stuck);

        assertThat(operation.cause()).contains(move.elsewhere());
        assertThat(operation.actions()).containsExactlyInAnyOrder("RETRY", "ROLL_BACK", "SKIP", "ADOPT", "CANCEL");
        assertThat(installation.cloud().poolsOf(move.host())).containsExactly(move.elsewhere());
    }

    @Test
    void adopting_ends_the_move_with_the_host_where_the_cloud_shows_it() {
        var operation = after("adopt");

        assertThat(operation.state()).as(operation.story()).isEqualTo("ADOPTED");
        assertThat(installation.cloud().poolsOf(move.host())).containsExactly(move.elsewhere());
    }

    @Test
    void retrying_succeeds_once_the_stranger_has_let_go() {
        installation.cloud().strangerRemoves(move.host(), move.elsewhere());

        var operation = after("retry");

        assertThat(operation.state()).as(operation.story()).isEqualTo("SUCCEEDED");
        assertThat(installation.cloud().poolsOf(move.host())).containsExactly(move.targetAggregate());
    }

    @Test
    void retrying_in_vain_asks_the_operator_again() {
        assertThat(installation.operator().act(stuck, "retry").accepted()).isTrue();

        await("asked again").atMost(MAX_WAIT).until(() -> {
            var operation = installation.operator().operation(stuck);
            return operation.waitsForOperator() && operation.path().contains("VALIDATED") && asksTwice(operation);
        });
        assertThat(installation.cloud().poolsOf(move.host())).containsExactly(move.elsewhere());
    }

    private static boolean asksTwice(OperationView operation) {
        return operation.path().stream()
                        .filter(state -> state.equals("NEEDS_OPERATOR"))
                        .count()
                == 2;
    }

    @Test
    void rolling_back_brings_the_host_home() {
        installation.cloud().strangerRemoves(move.host(), move.elsewhere());

        var operation = after("roll-back");

        assertThat(operation.state()).as(operation.story()).isEqualTo("ROLLED_BACK");
        assertThat(installation.cloud().poolsOf(move.host())).containsExactly(move.sourceAggregate());
    }

    @Test
    void skipping_the_step_still_looks_before_it_reports_success() {
        installation.cloud().strangerRemoves(move.host(), move.elsewhere());
        installation.cloud().strangerAdds(move.host(), move.targetAggregate());

        var operation = after("skip");

        assertThat(operation.state()).as(operation.story()).isEqualTo("SUCCEEDED");
        assertThat(operation.calls("aggregate add host")).isOne();
    }

    @Test
    void cancelling_after_the_removal_means_the_way_back() {
        installation.cloud().strangerRemoves(move.host(), move.elsewhere());

        var operation = after("cancel");

        assertThat(operation.state()).as(operation.story()).isEqualTo("ROLLED_BACK");
        assertThat(installation.cloud().poolsOf(move.host())).containsExactly(move.sourceAggregate());
    }

    @Test
    void an_action_needs_an_open_operation() {
        after("adopt");

        var late = installation.operator().act(stuck, "retry");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.problem()).isEqualTo("action-not-allowed");
    }
}
