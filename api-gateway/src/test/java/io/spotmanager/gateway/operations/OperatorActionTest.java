package io.spotmanager.gateway.operations;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@GatewayTest
class OperatorActionTest {
    private static final String BECAUSE = "{\"reason\": \"customer called\"}";

    private final Gateway gateway;

    OperatorActionTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void an_allowed_action_is_on_record_at_once_and_waits_for_a_worker() {
        var id = gateway.acceptedMoveOf("H1");

        var operation = ask(id, "cancel", BECAUSE).is(202).json();

        assertThat(operation.path("pending_action").asString()).isEqualTo("CANCEL");
        assertThat(operation.path("state").asString()).isEqualTo("REQUESTED");
        var entry = operation.path("steps").path(1);
        assertThat(entry.path("event").asString()).isEqualTo("ASKED_CANCEL");
        assertThat(entry.path("actor").asString()).isEqualTo("operator");
        assertThat(entry.path("detail").path("reason").asString()).isEqualTo("customer called");
    }

    @Test
    void an_action_for_one_that_waits_for_a_person_makes_it_due() {
        var id = gateway.acceptedMoveOf("H1");
        gateway.worker().getsStuckWith(id);

        var operation = ask(id, "retry", BECAUSE).is(202).json();

        assertThat(operation.has("available_at")).isTrue();
        gateway.worker().carriesOut(id);
        assertThat(gateway.viewer().get("/api/operations/" + id).field("state")).isEqualTo("SUCCEEDED");
    }

    @Test
    void what_no_live_worker_knows_tells_what_it_waits_for_and_can_be_cancelled() {
        var id = gateway.acceptedMoveOf("H1");
        gateway.worker().triesInVain(id);
        assertThat(gateway.viewer().get("/api/operations/" + id).json().has("waiting_for"))
                .isFalse();
        gateway.tamper("update operation set state = 'TELEPORTED', actions = '[]'");

        var operation = gateway.viewer().get("/api/operations/" + id).json();
        var listed =
                gateway.viewer().get("/api/operations").json().path("items").path(0);

        assertThat(operation.path("waiting_for").asString())
                .isEqualTo("A live worker of kind migration that knows the state TELEPORTED.");
        assertThat(listed.path("waiting_for")).isEqualTo(operation.path("waiting_for"));
        assertThat(operation.path("actions").toString()).isEqualTo("[\"CANCEL\"]");
        ask(id, "retry", BECAUSE).isProblem(409, "action-not-allowed");
        ask(id, "cancel", BECAUSE).is(202);
    }

    @Test
    void what_waits_for_the_late_call_of_an_earlier_operation_tells_until_when() {
        var earlier = gateway.acceptedMoveOf("H1");
        gateway.worker().carriesOut(earlier);
        gateway.tamper("update operation set late_effects_until = now() + interval '30 seconds'");
        var id = gateway.acceptedMoveOf("H1");

        var operation = gateway.viewer().get("/api/operations/" + id).json();

        assertThat(operation.path("waiting_for").asString())
                .startsWith("20")
                .endsWith(
                        "Z: until then a call of an earlier operation on H1 that got no clear answer may still be carried out.");
        assertThat(Instant.parse(operation.path("available_at").asString()))
                .isBetween(Instant.now().plusSeconds(15), Instant.now().plusSeconds(31));
        gateway.worker().carriesOut(id);
        assertThat(gateway.viewer().get("/api/operations/" + id).field("state")).isEqualTo("REQUESTED");

        gateway.tamper("update operation set late_effects_until = null", "update operation set available_at = now()");
        gateway.worker().carriesOut(id);
        assertThat(gateway.viewer().get("/api/operations/" + id).field("state")).isEqualTo("SUCCEEDED");
    }

    @Test
    void without_any_live_worker_every_open_operation_tells_what_it_waits_for_and_the_metric_counts_it() {
        var id = gateway.acceptedMoveOf("H1");
        gateway.worker().triesInVain(id);
        gateway.tamper(
                "update worker set beat_at = now() - interval '1 minute'", "update operation set actions = '[]'");

        assertThat(gateway.viewer()
                        .get("/api/operations/" + id)
                        .json()
                        .path("waiting_for")
                        .asString())
                .startsWith("A live worker of kind migration");
        await().atMost(20, SECONDS).until(() -> unservedByTheMetric() == 1);
        ask(id, "cancel", BECAUSE).is(202);

        gateway.tamper("update worker set beat_at = now() + interval '1 minute'");
        assertThat(gateway.viewer().get("/api/operations/" + id).json().has("waiting_for"))
                .isFalse();
        await().atMost(20, SECONDS).until(() -> unservedByTheMetric() == 0);
    }

    private double unservedByTheMetric() {
        return gateway.viewer()
                .get("/actuator/prometheus")
                .is(200)
                .text()
                .lines()
                .filter(line -> line.startsWith("spot_operations_unserved"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void who_acts_on_a_row_that_another_session_has_locked_is_told_so_and_the_gateway_answers_all_others()
            throws Exception {
        var id = gateway.acceptedMoveOf("H1");
        var itsOwn = gateway.part("jdbcClient", JdbcClient.class);
        assertThat(itsOwn.sql("show lock_timeout").query(String.class).single()).isEqualTo("2s");
        try (var forgotten = gateway.owner().getConnection()) {
            forgotten.setAutoCommit(false);
            try (var statement = forgotten.createStatement()) {
                statement.execute("select * from operation for update");
            }
            try {
                ask(id, "cancel", BECAUSE)
                        .isProblem(503, "database-unavailable")
                        .says("Nothing was done", "locked");
                assertThat(gateway.acceptedMoveOf("H2")).isNotEqualTo(id);
            } finally {
                forgotten.rollback();
                forgotten.setAutoCommit(true);
            }
        }
        ask(id, "cancel", BECAUSE).is(202);
    }

    @Test
    void what_waits_too_long_for_a_lock_of_a_whole_table_is_told_that_the_database_does_not_answer() throws Exception {
        var id = gateway.acceptedMoveOf("H1");
        try (var forgotten = gateway.owner().getConnection()) {
            forgotten.setAutoCommit(false);
            try (var statement = forgotten.createStatement()) {
                statement.execute("lock table audit_entry in exclusive mode");
            }
            try {
                ask(id, "cancel", BECAUSE).isProblem(503, "database-unavailable");
            } finally {
                forgotten.rollback();
                forgotten.setAutoCommit(true);
            }
        }
        ask(id, "cancel", BECAUSE).is(202);
    }

    @Test
    void a_row_that_cannot_be_decoded_keeps_no_list_from_being_read() {
        var id = gateway.acceptedMoveOf("H1");
        gateway.tamper("update operation set asked = '{\"signal\": \"TELEPORT\"}'");

        var listed = gateway.viewer()
                .get("/api/operations")
                .is(200)
                .json()
                .path("items")
                .path(0);

        assertThat(listed.path("id").asString()).isEqualTo(id.toString());
        assertThat(listed.path("actions").toString())
                .as("what can be asked while no worker lives")
                .isEqualTo("[\"CANCEL\"]");
    }

    @Test
    void who_acts_on_what_is_no_more_is_told_what_is_now() {
        var id = gateway.acceptedMoveOf("H1");
        gateway.worker().getsStuckWith(id);

        ask(id, "retry", "{\"reason\": \"again\", \"state\": \"REQUESTED\"}")
                .isProblem(409, "operation-moved-on")
                .says("Nothing was done", "NEEDS_OPERATOR", "\"state\":\"NEEDS_OPERATOR\"", "\"entered_at\":\"");
        ask(id, "retry", "{\"reason\": \"again\", \"state\": \"NEEDS_OPERATOR\"}")
                .is(202);
    }

    @Test
    void a_second_click_does_not_act_on_the_next_time_in_the_same_state() {
        var id = gateway.acceptedMoveOf("H1");
        gateway.worker().getsStuckWith(id);
        var seen = "{\"reason\": \"again\", \"state\": \"NEEDS_OPERATOR\", \"entered_at\": \"%s\"}"
                .formatted(gateway.viewer().get("/api/operations/" + id).field("entered_at"));
        ask(id, "retry", seen).is(202);
        gateway.worker().getsStuckWith(id);

        ask(id, "retry", seen).isProblem(409, "operation-moved-on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"roll-back", "skip", "adopt"})
    void what_the_state_does_not_allow_is_refused_with_what_it_does(String action) {
        var id = gateway.acceptedMoveOf("H1");

        ask(id, action, BECAUSE)
                .isProblem(409, "action-not-allowed")
                .says(
                        "Nothing was done",
                        "in state REQUESTED, which allows [RETRY, CANCEL]",
                        "\"state\":\"REQUESTED\"");
    }

    @Test
    void one_action_waits_at_a_time() {
        var id = gateway.acceptedMoveOf("H1");
        ask(id, "cancel", BECAUSE).is(202);

        ask(id, "retry", BECAUSE)
                .isProblem(409, "action-not-allowed")
                .says("in state REQUESTED with a pending action, which allows none");
    }

    @Test
    void what_is_over_is_over() {
        var id = gateway.acceptedMoveOf("H1");
        gateway.worker().carriesOut(id);

        ask(id, "cancel", BECAUSE).isProblem(409, "action-not-allowed").says("in state SUCCEEDED, which allows none");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{}", "{\"reason\": null}", "{\"reason\": \"\"}", "{\"reason\": \"   \"}"})
    void a_reason_is_asked_for(String body) {
        ask(gateway.acceptedMoveOf("H1"), "cancel", body)
                .blames("reason")
                .says("must say why, in 1 to 2000 characters: it goes into the history");
    }

    @Test
    void a_reason_has_a_reasonable_length() {
        var id = gateway.acceptedMoveOf("H1");

        ask(id, "cancel", "{\"reason\": \"%s\"}".formatted("x".repeat(2_001))).blames("reason");
        ask(id, "cancel", "{\"reason\": \"%s\"}".formatted("x".repeat(2_000))).is(202);
    }

    @Test
    void an_unknown_operation_is_not_found() {
        ask(UUID.randomUUID(), "cancel", BECAUSE).isProblem(404, "not-found").says("There is no operation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"explode", "done", "failed"})
    void an_unknown_action_is_not_found_and_those_of_workers_are_unknown(String action) {
        ask(gateway.acceptedMoveOf("H1"), action, BECAUSE)
                .isProblem(404, "not-found")
                .says("There is no action " + action, "retry, roll-back, skip, adopt and cancel");
    }

    @ParameterizedTest
    @CsvSource({"roll-back", "roll_back", "ROLL_BACK", "Roll-Back"})
    void an_action_may_be_spelled_as_it_is_shown(String spelling) {
        ask(gateway.acceptedMoveOf("H1"), spelling, BECAUSE).isProblem(409, "action-not-allowed");
    }

    @Test
    void a_viewer_may_not_act() {
        var id = gateway.acceptedMoveOf("H1");

        gateway.viewer()
                .post("/api/operations/%s/cancel".formatted(id), BECAUSE)
                .isProblem(403, "not-allowed");
        assertThat(gateway.viewer().get("/api/operations/" + id).json().has("pending_action"))
                .isFalse();
    }

    private Reply ask(UUID id, String action, String body) {
        return gateway.operator().post("/api/operations/%s/%s".formatted(id, action), body);
    }
}
