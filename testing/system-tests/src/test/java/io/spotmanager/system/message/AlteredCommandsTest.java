package io.spotmanager.system.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.NewOperation;
import io.spotmanager.workflow.operation.OperationSubmission;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever may write to the exchange can send a command that says something else. The operation does what its row says. */
class AlteredCommandsTest {
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);

    private static Installation installation;
    private static ReadAlong stranger;
    private static Iterator<Move> moves;

    @BeforeAll
    static void open() {
        var broker = Brokers.best();
        installation = Installation.start(AlteredCommandsTest.class, broker, new Installation.Size(400, 1));
        moves = installation.cloud().fleet().spotMoves().iterator();
        stranger = ReadAlong.at(broker);
    }

    @AfterEach
    void the_history_is_whole() {
        installation.requireWholeHistory();
    }

    @AfterAll
    static void close() throws Exception {
        stranger.close();
        installation.close();
    }

    /** Accepted without its command: the relay sends that after two seconds, so the altered one comes first. */
    private static UUID acceptedQuietly(String kind, Move move) {
        var request = new MoveRequest(move.host(), move.sourceAggregate(), move.targetAggregate(), Set.of());
        var command = new Command(
                kind,
                move.host(),
                Json.MAPPER.<tools.jackson.databind.JsonNode>valueToTree(request),
                "ann",
                null,
                null);
        var operation = new NewOperation(UUID.randomUUID(), command, List.of("CANCEL"), null);
        new OperationSubmission(installation.database().jdbc(), InstantSource.system()).accept(operation);
        return operation.id();
    }

    private static void send(Object command) {
        stranger.send("migration", Json.MAPPER.writeValueAsBytes(command));
    }

    @Test
    void a_command_that_names_another_host_and_another_request_moves_the_host_of_the_row_as_the_row_says() {
        var move = moves.next();
        var other = moves.next();
        var operation = acceptedQuietly("migration", move);

        send(Map.of(
                "operation_id",
                operation,
                "kind",
                "launch",
                "workflow_version",
                99,
                "subject",
                other.host(),
                "request",
                Map.of(
                        "host", other.host(),
                        "source_aggregate", other.sourceAggregate(),
                        "target_aggregate", other.elsewhere()),
                "requested_by",
                "mallory"));

        var ended = installation.awaitEnd(operation, MAX_WAIT);
        assertThat(ended.state()).as(ended.story()).isEqualTo("SUCCEEDED");
        assertThat(installation.cloud().poolsOf(move.host())).containsExactly(move.targetAggregate());
        assertThat(installation.cloud().poolsOf(other.host())).containsExactly(other.sourceAggregate());
        assertThat(installation
                        .database()
                        .jdbc()
                        .sql("select count(*) from operation where subject = ? or requested_by = 'mallory'")
                        .param(other.host())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void the_id_of_an_operation_of_another_kind_or_of_none_or_of_one_that_has_ended_does_nothing() {
        var launch = acceptedQuietly("launch", moves.next());
        var ended = installation.operator().move(moves.next());
        installation.awaitEnd(ended, MAX_WAIT);
        var before = installation.operator().operation(ended).steps().size();

        send(Map.of("operation_id", launch, "kind", "migration"));
        send(Map.of("operation_id", UUID.randomUUID(), "kind", "migration"));
        send(Map.of("operation_id", ended, "kind", "migration"));
        awaitThatTheWorkerWorks();

        assertThat(installation.operator().operation(launch).state()).isEqualTo("REQUESTED");
        assertThat(installation.operator().operation(ended).steps()).hasSize(before);
        assertThat(stranger.deadLetter()).isNull();
    }

    @Test
    void a_bare_id_as_earlier_releases_send_it_is_enough() {
        var move = moves.next();
        var operation = acceptedQuietly("migration", move);

        send(Map.of("operation_id", operation));

        assertThat(installation.awaitEnd(operation, MAX_WAIT).state()).isEqualTo("SUCCEEDED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "{\"operation_id\":17}", "[[[[", "{\"subject\":\"H1\"}"})
    void what_is_no_command_is_set_aside_with_the_reason_and_holds_up_nobody(String garbage) {
        stranger.send("migration", garbage.getBytes(UTF_8));
        awaitThatTheWorkerWorks();

        var letter = await("a dead letter").atMost(MAX_WAIT).until(stranger::deadLetter, found -> found != null);
        assertThat(letter.body()).isEqualTo(garbage);
        assertThat(letter.header("x-spot-reason")).isNotBlank();
    }

    @Test
    void a_command_that_is_too_large_is_set_aside_whatever_it_says() {
        var operation = acceptedQuietly("migration", moves.next());
        send(Map.of("operation_id", operation, "request", "x".repeat(100_000)));

        var letter = await("a dead letter").atMost(MAX_WAIT).until(stranger::deadLetter, found -> found != null);
        assertThat(letter.header("x-spot-reason")).contains("at most 4096 bytes");
        assertThat(installation.awaitEnd(operation, MAX_WAIT).state())
                .as("by the command of the relay")
                .isEqualTo("SUCCEEDED");
    }

    private static void awaitThatTheWorkerWorks() {
        assertThat(installation
                        .awaitEnd(installation.operator().move(moves.next()), MAX_WAIT)
                        .state())
                .isEqualTo("SUCCEEDED");
    }
}
