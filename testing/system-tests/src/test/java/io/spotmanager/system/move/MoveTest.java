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

/** The results of moves, with and without failures of the cloud. */
class MoveTest {
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    private static Installation installation;
    private static Iterator<Move> moves;
    private Move move;

    @BeforeAll
    static void open() {
        installation = Installation.start(MoveTest.class, Brokers.best(), new Installation.Size(200, 1));
        moves = installation.cloud().fleet().spotMoves().iterator();
    }

    @BeforeEach
    void chooseAHost() {
        move = moves.next();
    }

    @AfterEach
    void endFaults() {
        installation.cloud().behave();
    }

    @AfterAll
    static void close() {
        installation.close();
    }

    private OperationView carriedOut() {
        return installation.awaitEnd(installation.operator().move(move), MAX_WAIT);
    }

    private OperationView carriedOutDespite(Fault fault) {
        installation.cloud().play(1, fault.once());
        var operation = carriedOut();
        assertThat(installation.cloud().spoiled()).as("calls that were spoiled").isOne();
        return operation;
    }

    @Test
    void a_move_succeeds_and_tells_every_step() {
        var operation = carriedOut();

        assertThat(operation.path())
                .as(operation.story())
                .containsExactly("REQUESTED", "VALIDATED", "HOST_REMOVED", "HOST_ADDED", "SUCCEEDED");
        assertThat(installation.cloud().poolsOf(move.host())).containsExactly(move.targetAggregate());
        installation.requireWholeHistory();
    }

    @Test
    void a_move_is_told_to_who_listens_as_it_goes() {
        try (var listening = installation.operator().listen()) {
            await().atMost(MAX_WAIT).until(listening::isGreeted);
            var operation = carriedOut();
            await().atMost(MAX_WAIT)
                    .until(() -> listening.statesOf(operation.id()).contains("SUCCEEDED"));

            assertThat(operation.path()).as(operation.story()).containsSubsequence(listening.statesOf(operation.id()));
        }
    }

    @Test
    void a_refused_add_brings_the_host_back_into_its_source() {
        var operation = carriedOutDespite(Fault.of("conflict").onAdding(move.host()));

        assertThat(operation.state()).as(operation.story()).isEqualTo("ROLLED_BACK");
        assertThat(operation.cause()).contains("409");
        assertThat(installation.cloud().poolsOf(move.host())).containsExactly(move.sourceAggregate());
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
        assertThat(installation.cloud().poolsOf(move.host())).containsExactly(move.sourceAggregate());
    }

    @Test
    void a_second_move_of_a_busy_host_is_refused_and_named_the_first() {
        installation
                .cloud()
                .play(1, Fault.of("hang").onAdding(move.host()).lasting(A_WHILE).once());
        var first = installation.operator().move(move);

        var second = installation.operator().ask(move.to(move.elsewhere()), null);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problem()).isEqualTo("host-busy");
        assertThat(second.body().path("operation").asString()).isEqualTo(first.toString());
        assertThat(installation.awaitEnd(first, MAX_WAIT).state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void the_same_request_with_the_same_key_is_the_same_operation() {
        var key = "key of " + move.host();
        var first = installation.operator().ask(move, key).id();

        var again = installation.operator().ask(move, key);
        installation.awaitEnd(first, MAX_WAIT);
        var afterItsEnd = installation.operator().ask(move, key);

        assertThat(again.id()).isEqualTo(first);
        assertThat(afterItsEnd.id()).isEqualTo(first);
    }

    @Test
    void another_request_with_the_same_key_is_refused() {
        var key = "key of " + move.host();
        var first = installation.operator().ask(move, key).id();

        var other = installation.operator().ask(move.to(move.elsewhere()), key);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
        installation.awaitEnd(first, MAX_WAIT);
    }
}
