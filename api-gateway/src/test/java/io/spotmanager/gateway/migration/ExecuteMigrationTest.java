package io.spotmanager.gateway.migration;

import static io.spotmanager.gateway.fixture.Gateway.move;
import static io.spotmanager.gateway.fixture.Gateway.moveOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@GatewayTest
class ExecuteMigrationTest {
    private static final String EXECUTE = "/api/execute-migration";

    private final Gateway gateway;

    ExecuteMigrationTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void a_move_is_accepted_and_can_be_followed() {
        var reply = gateway.operator().post(EXECUTE, moveOf("H1")).is(202);

        assertThat(reply.header("Location")).isEqualTo("/api/operations/" + reply.id());
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(reply.field("href")).isEqualTo(reply.header("Location"));
        assertThat(reply.field("state")).isEqualTo("REQUESTED");
        gateway.viewer().get(reply.header("Location")).is(200).says("\"host\":\"H1\"");
    }

    @Test
    void everything_that_was_asked_for_is_on_record() {
        var id = gateway.operator()
                .post(
                        EXECUTE,
                        move(
                                "H1",
                                "L40-n3-spot",
                                "L40-n3",
                                ", \"acknowledge\": [\"vms\", \"nvlink\"]",
                                ", \"reason\": \"Kunde wünscht's – heute\"",
                                ", \"batch_id\": \"monday\"",
                                ", \"operation\": \"full\""))
                .is(202)
                .id();

        var operation = gateway.viewer().get("/api/operations/" + id).json();
        assertThat(operation.path("kind").asString()).isEqualTo("migration");
        assertThat(operation.path("requested_by").asString()).isEqualTo("operator");
        assertThat(operation.path("reason").asString()).isEqualTo("Kunde wünscht's – heute");
        assertThat(operation.path("batch_id").asString()).isEqualTo("monday");
        assertThat(operation.path("request")).isEqualTo(Json.MAPPER.readTree("""
                {"acknowledge": ["vms", "nvlink"],
                 "host": "H1", "source_aggregate": "L40-n3-spot", "target_aggregate": "L40-n3"}"""));
    }

    @Test
    void without_a_broker_it_is_accepted_as_fast_and_its_command_waits() {
        var started = System.nanoTime();
        var id = gateway.acceptedMoveOf("H1");
        var took = Duration.ofNanos(System.nanoTime() - started);

        assertThat(took).isLessThan(Duration.ofSeconds(2));
        assertThat(gateway.jdbc()
                        .sql("select count(*) from outbox where operation_id = ?")
                        .param(id)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void the_same_key_with_the_same_request_is_the_same_operation() {
        var first =
                gateway.operator().withKey("k-1").post(EXECUTE, moveOf("H1")).is(202);
        var again =
                gateway.operator().withKey("k-1").post(EXECUTE, moveOf("H1")).is(202);

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(gateway.viewer().get("/api/operations").each("id")).hasSize(1);
    }

    @Test
    void the_same_request_may_be_written_differently() {
        var first = gateway.operator()
                .withKey("k-1")
                .post(EXECUTE, move("H1", "A-n3", "A-n3-spot", ", \"acknowledge\": [\"nvlink\", \"vms\"]"))
                .is(202);
        var again = gateway.operator().withKey("k-1").post(EXECUTE, """
                        { "acknowledge":["vms","nvlink","vms"], "target_aggregate":"A-n3-spot",
                          "operation":"full", "source_aggregate":"A-n3", "host":"H1"}""").is(202);

        assertThat(again.id()).isEqualTo(first.id());
    }

    @Test
    void to_acknowledge_nothing_is_to_leave_it_out() {
        var first =
                gateway.operator().withKey("k-1").post(EXECUTE, moveOf("H1")).is(202);
        var again = gateway.operator()
                .withKey("k-1")
                .post(EXECUTE, move("H1", "L40-n3-spot", "L40-n3", ", \"acknowledge\": []"))
                .is(202);

        assertThat(again.id()).isEqualTo(first.id());
    }

    @Test
    void a_key_is_good_for_its_request_also_after_that_has_ended() {
        var first =
                gateway.operator().withKey("k-1").post(EXECUTE, moveOf("H1")).is(202);
        gateway.worker().carriesOut(first.id());

        var again =
                gateway.operator().withKey("k-1").post(EXECUTE, moveOf("H1")).is(202);

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.field("state")).isEqualTo("SUCCEEDED");
    }

    @Test
    void the_same_key_with_another_request_is_refused() {
        var first =
                gateway.operator().withKey("k-1").post(EXECUTE, moveOf("H1")).is(202);

        gateway.operator()
                .withKey("k-1")
                .post(EXECUTE, moveOf("H2"))
                .isProblem(422, "idempotency-key-reused")
                .says(first.id().toString(), "send a new request with a new key");
    }

    @Test
    void two_people_may_think_of_the_same_key() {
        var one = gateway.operator().withKey("k-1").post(EXECUTE, moveOf("H1")).is(202);
        var other = gateway.admin().withKey("k-1").post(EXECUTE, moveOf("H2")).is(202);

        assertThat(other.id()).isNotEqualTo(one.id());
    }

    @Test
    void a_key_has_a_reasonable_length() {
        gateway.operator().withKey("k".repeat(200)).post(EXECUTE, moveOf("H1")).is(202);
        gateway.operator()
                .withKey("k".repeat(201))
                .post(EXECUTE, moveOf("H2"))
                .isProblem(400, "invalid-request")
                .says("Idempotency-Key must have 1 to 200 characters");
    }

    @Test
    void a_second_move_of_the_same_host_is_told_of_the_first() {
        var first = gateway.acceptedMoveOf("H1");

        gateway.operator()
                .post(EXECUTE, move("H1", "L40-n3", "L40-n3-runpod"))
                .isProblem(409, "host-busy")
                .says("\"operation\":\"" + first, "H1 is held by a migration in state REQUESTED", "Nothing was done");
        gateway.operator().post(EXECUTE, moveOf("H2")).is(202);
    }

    @Test
    void a_host_is_free_again_when_its_move_has_ended() {
        gateway.worker().carriesOut(gateway.acceptedMoveOf("H1"));

        gateway.operator().post(EXECUTE, moveOf("H1")).is(202);
    }

    @Test
    void of_twenty_moves_of_one_host_at_the_same_moment_one_is_accepted() {
        List<Future<Reply>> sent;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            sent = IntStream.range(0, 20)
                    .mapToObj(number -> threads.submit(() -> gateway.operator().post(EXECUTE, moveOf("H1"))))
                    .toList();
        }
        var replies = sent.stream().map(Future::resultNow).toList();

        var accepted = replies.stream().filter(reply -> reply.status() == 202).toList();
        assertThat(accepted).hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.status() != 202))
                .allSatisfy(reply -> reply.isProblem(409, "host-busy")
                        .says(accepted.getFirst().id().toString()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            host             | {"source_aggregate": "a", "target_aggregate": "b"}                                       | must be a compute host's name
            host             | {"host": "", "source_aggregate": "a", "target_aggregate": "b"}                           | must be a compute host's name
            host             | {"host": "h 1", "source_aggregate": "a", "target_aggregate": "b"}                        | must be a compute host's name
            host             | {"host": "h/../1", "source_aggregate": "a", "target_aggregate": "b"}                     | must be a compute host's name
            host             | {"host": "h'; drop table operation", "source_aggregate": "a", "target_aggregate": "b"}   | must be a compute host's name
            source_aggregate | {"host": "h", "target_aggregate": "b"}                                                   | must be an aggregate's name
            source_aggregate | {"host": "h", "source_aggregate": "", "target_aggregate": "b"}                           | must be an aggregate's name
            target_aggregate | {"host": "h", "source_aggregate": "a"}                                                   | must be an aggregate's name
            target_aggregate | {"host": "h", "source_aggregate": "a", "target_aggregate": null}                         | must be an aggregate's name
            reason           | {"host": "h", "source_aggregate": "a", "operation": "remove"}                            | must say why the host is withdrawn
            target_aggregate | {"host": "h", "source_aggregate": "a", "operation": "add"}                               | must be an aggregate's name
            operation        | {"host": "h", "source_aggregate": "a", "target_aggregate": "b", "operation": ""}         | must be full (a move
            operation        | {"host": "h", "source_aggregate": "a", "target_aggregate": "b", "operation": "evict"}    | add (place a host
            source_aggregate | {"host": "nowhere", "operation": "remove", "reason": "dust"}                             | there is nothing to withdraw it from
            disable_service  | {"host": "h", "source_aggregate": "a", "target_aggregate": "b", "disable_service": true} | goes with operation remove only
            acknowledge      | {"host": "h", "source_aggregate": "a", "target_aggregate": "b", "acknowledge": "vms"}    | must be a list
            acknowledge      | {"host": "h", "source_aggregate": "a", "target_aggregate": "b", "acknowledge": ["all"]}  | is 'all' and must be one of [vms, nvlink, allocations]
            acknowledge      | {"host": "h", "source_aggregate": "a", "target_aggregate": "b", "acknowledge": true}     | must be a list
            host             | {"host": {"name": "h"}, "source_aggregate": "a", "target_aggregate": "b"}                | must be a text
            hostname         | {"hostname": "h", "source_aggregate": "a", "target_aggregate": "b"}                      | is not a field of this request; known are
            force            | {"host": "h", "source_aggregate": "a", "target_aggregate": "b", "force": true}           | is not a field of this request; known are
            sourceAggregate  | {"host": "h", "sourceAggregate": "a", "target_aggregate": "b"}                           | is not a field of this request; known are
            body             | not json                                                                                 | must be a JSON object
            body             | []                                                                                       | must be a JSON object
            body             | "L40"                                                                                    | must be a JSON object
            """)
    void what_is_wrong_with_a_request_is_said_field_by_field(String field, String body, String message) {
        gateway.operator().post(EXECUTE, body).blames(field).says(message, "Nothing was done");

        assertThat(gateway.viewer().get("/api/operations").each("id")).isEmpty();
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        var errors = gateway.operator()
                .post(EXECUTE, "{\"operation\": \"evict\"}")
                .isProblem(400, "invalid-request")
                .json()
                .path("errors");

        assertThat(errors.valueStream().map(error -> error.path("field").asString()))
                .containsExactlyInAnyOrder("host", "operation");
        gateway.operator()
                .post(EXECUTE, "{\"host\": \"h\"}")
                .isProblem(400, "invalid-request")
                .says("source_aggregate and target_aggregate must be an aggregate's name");
    }

    @ParameterizedTest(name = "{0} of {1} characters, {2} allowed")
    @CsvSource({"reason, 2001, 2000", "batch_id, 101, 100"})
    void free_texts_have_a_limit(String field, int length, int allowed) {
        gateway.operator()
                .post(EXECUTE, move("H1", "a", "b", ", \"%s\": \"%s\"".formatted(field, "x".repeat(length))))
                .blames(field)
                .says("must have at most %d characters".formatted(allowed));
        gateway.operator()
                .post(EXECUTE, move("H1", "a", "b", ", \"%s\": \"%s\"".formatted(field, "x".repeat(allowed))))
                .is(202);
    }

    @Test
    void no_body_at_all_is_a_body_that_is_missing() {
        gateway.operator().post(EXECUTE, "").blames("body");
    }

    @Test
    void a_reason_with_what_no_database_keeps_is_refused_by_name() {
        gateway.operator()
                .post(EXECUTE, move("H1", "a", "b", ", \"reason\": \"a\\u0000b\""))
                .isProblem(400, "invalid-request")
                .says("reason");
    }
}
