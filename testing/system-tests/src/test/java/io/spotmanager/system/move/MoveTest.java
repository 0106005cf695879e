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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a move comes to, on good days and on the cloud's bad ones. */
class MoveTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    private static Installation house;
    private static Iterator<Move> moves;
    private Move move;

    @BeforeAll
    static void open() {
        house = Installation.start(MoveTest.class, Brokers.best(), new Installation.Size(200, 1));
        moves = house.cloud().fleet().spotMoves().iterator();
    }

    @BeforeEach
    void chooseAHost() {
        move = moves.next();
    }

    @AfterEach
    void endFaults() {
        house.cloud().behave();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private OperationView carriedOut() {
        return house.awaitEnd(house.operator().move(move), PATIENCE);
    }

    private OperationView carriedOutDespite(Fault fault) {
        house.cloud().play(1, fault.once());
        var operation = carriedOut();
        assertThat(house.cloud().spoiled()).as("calls that were spoiled").isOne();
        return operation;
    }

    @Test
    void a_move_succeeds_and_tells_every_step() {
        var operation = carriedOut();

        assertThat(operation.path())
                .as(operation.story())
                .containsExactly("REQUESTED", "VALIDATED", "HOST_REMOVED", "HOST_ADDED", "SUCCEEDED");
        assertThat(house.cloud().poolsOf(move.host())).containsExactly(move.targetAggregate());
        house.requireWholeHistory();
    }

    @Test
    void a_move_is_told_to_who_listens_as_it_goes() {
        try (var listening = house.operator().listen()) {
            await().atMost(PATIENCE).until(listening::isGreeted);
            var operation = carriedOut();
            await().atMost(PATIENCE)
                    .until(() -> listening.statesOf(operation.id()).contains("SUCCEEDED"));

            assertThat(operation.path()).as(operation.story()).containsSubsequence(listening.statesOf(operation.id()));
        }
    }

    @Test
    void a_refused_add_brings_the_host_back_into_its_source() {
        var operation = carriedOutDespite(Fault.of("conflict").onAdding(move.host()));

        assertThat(operation.state()).as(operation.story()).isEqualTo("ROLLED_BACK");
        assertThat(operation.cause()).contains("409");
        assertThat(house.cloud().poolsOf(move.host())).containsExactly(move.sourceAggregate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"error-after", "lost-reply"})
    void an_add_that_happened_without_an_answer_is_not_sent_again(String fault) {
        var operation = carriedOutDespite(Fault.of(fault).onAdding(move.host()));

        assertThat(operation.state()).as(operation.story()).isEqualTo("SUCCEEDED");
        assertThat(operation.calls("aggregate add host")).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"error-after", "lost-reply"})
    void a_removal_that_happened_without_an_answer_is_not_sent_again(String fault) {
        var operation = carriedOutDespite(Fault.of(fault).onRemoving(move.host()));

        assertThat(operation.state()).as(operation.story()).isEqualTo("SUCCEEDED");
        assertThat(operation.calls("aggregate remove host")).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"error-before", "html-503", "too-many-requests"})
    void a_change_that_did_not_happen_is_tried_again(String fault) {
        var operation = carriedOutDespite(Fault.of(fault).onAdding(move.host()));

        assertThat(operation.state()).as(operation.story()).isEqualTo("SUCCEEDED");
        assertThat(operation.calls("aggregate add host")).isEqualTo(2);
    }

    @Test
    void a_move_that_the_rules_forbid_touches_nothing() {
        move = move.to("cpu-general");

        var operation = carriedOut();

        assertThat(operation.state()).as(operation.story()).isEqualTo("REJECTED");
        assertThat(operation.calls("aggregate remove host")).isZero();
        assertThat(house.cloud().poolsOf(move.host())).containsExactly(move.sourceAggregate());
    }

    @Test
    void a_second_move_of_a_busy_host_is_refused_and_named_the_first() {
        house.cloud()
                .play(1, Fault.of("hang").onAdding(move.host()).lasting(A_WHILE).once());
        var first = house.operator().move(move);

        var second = house.operator().ask(move.to(move.elsewhere()), null);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problem()).isEqualTo("host-busy");
        assertThat(second.body().path("operation").asString()).isEqualTo(first.toString());
        assertThat(house.awaitEnd(first, PATIENCE).state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void the_same_request_with_the_same_key_is_the_same_operation() {
        var key = "key of " + move.host();
        var first = house.operator().ask(move, key).id();

        var again = house.operator().ask(move, key);
        house.awaitEnd(first, PATIENCE);
        var afterItsEnd = house.operator().ask(move, key);

        assertThat(again.id()).isEqualTo(first);
        assertThat(afterItsEnd.id()).isEqualTo(first);
    }

    @Test
    void another_request_with_the_same_key_is_refused() {
        var key = "key of " + move.host();
        var first = house.operator().ask(move, key).id();

        var other = house.operator().ask(move.to(move.elsewhere()), key);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
        house.awaitEnd(first, PATIENCE);
    }
}
