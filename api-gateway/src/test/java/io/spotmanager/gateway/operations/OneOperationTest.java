package io.spotmanager.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class OneOperationTest {
    private final Gateway gateway;

    OneOperationTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void a_fresh_one_waits_for_a_worker() {
        var id = gateway.acceptedMoveOf("H1");

        var operation = gateway.viewer().get("/api/operations/" + id).is(200).json();

        assertThat(operation.path("id").asString()).isEqualTo(id.toString());
        assertThat(operation.path("state").asString()).isEqualTo("REQUESTED");
        assertThat(operation.path("open").asBoolean()).isTrue();
        assertThat(operation.path("attempt").asInt()).isZero();
        assertThat(operation.path("actions").toString()).isEqualTo("[\"RETRY\",\"CANCEL\"]");
        assertThat(operation.has("available_at")).isTrue();
        assertThat(operation.has("ended_at")).isFalse();
        assertThat(operation.has("cause")).isFalse();
        assertThat(operation.path("seq").asInt()).isOne();
        assertThat(operation.path("entered_at").asString())
                .isEqualTo(operation.path("created_at").asString());
        assertThat(operation.path("steps")).hasSize(1);
        assertThat(operation.path("steps").path(0).path("event").asString()).isEqualTo("ACCEPTED");
        assertThat(operation.path("steps").path(0).path("actor").asString()).isEqualTo("operator");
    }

    @Test
    void one_that_has_ended_tells_what_was_done_step_by_step() {
        var id = gateway.acceptedMoveOf("H1");
        gateway.worker().carriesOut(id);

        var operation = gateway.viewer().get("/api/operations/" + id).is(200).json();

        assertThat(operation.path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(operation.path("open").asBoolean()).isFalse();
        assertThat(operation.path("actions")).isEmpty();
        assertThat(operation.has("available_at")).isFalse();
        assertThat(operation.has("ended_at")).isTrue();
        assertThat(operation.path("facts").path("placed_in").asString()).isEqualTo("L40-n3");
        var done = operation.path("steps").path(1);
        assertThat(done.path("seq").asInt()).isEqualTo(2);
        assertThat(done.path("event").asString()).isEqualTo("DONE");
        assertThat(done.path("actor").asString()).isEqualTo("worker:wendy");
        assertThat(done.path("from_state").asString()).isEqualTo("REQUESTED");
        assertThat(done.path("to_state").asString()).isEqualTo("SUCCEEDED");
        assertThat(done.path("step").asString()).isEqualTo("move");
        assertThat(done.path("detail").path("calls").path(0).path("command").asString())
                .isEqualTo("openstack aggregate add host L40-n3 H1");
    }

    @Test
    void one_that_will_be_tried_again_tells_why_and_when() {
        var id = gateway.acceptedMoveOf("H1");
        gateway.worker().triesInVain(id);

        var operation = gateway.viewer().get("/api/operations/" + id).json();

        assertThat(operation.path("attempt").asInt()).isEqualTo(1);
        assertThat(operation.path("cause").asString()).isEqualTo("Nova could not be read.");
        assertThat(operation.path("available_at").asString())
                .isGreaterThan(operation.path("updated_at").asString());
    }

    @Test
    void one_that_waits_for_a_person_says_so_and_what_the_person_may_do() {
        var id = gateway.acceptedMoveOf("H1");
        gateway.worker().getsStuckWith(id);

        var operation = gateway.viewer().get("/api/operations/" + id).json();

        assertThat(operation.path("state").asString()).isEqualTo("NEEDS_OPERATOR");
        assertThat(operation.path("open").asBoolean()).isTrue();
        assertThat(operation.has("available_at")).isFalse();
        assertThat(operation.path("actions").toString()).isEqualTo("[\"RETRY\",\"ADOPT\"]");
    }

    @Test
    void the_events_are_the_history_in_order() {
        var id = gateway.acceptedMoveOf("H1");
        gateway.worker().triesInVain(id);

        var events =
                gateway.viewer().get("/api/operations/%s/events".formatted(id)).is(200);

        assertThat(events.each("seq")).containsExactly("1", "2");
        assertThat(events.each("event")).containsExactly("ACCEPTED", "RETRY");
        assertThat(events.each("hash")).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/operations/%s", "/api/operations/%s/events"})
    void an_unknown_one_is_not_found(String path) {
        var id = UUID.randomUUID();

        gateway.viewer().get(path.formatted(id)).isProblem(404, "not-found").says("There is no operation " + id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/operations/%s", "/api/operations/%s/events"})
    void an_id_that_is_none_is_named(String path) {
        gateway.viewer().get(path.formatted("4711")).blames("id").says("is '4711' and must be an id");
    }
}
