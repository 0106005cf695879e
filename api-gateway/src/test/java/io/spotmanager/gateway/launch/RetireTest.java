package io.spotmanager.gateway.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@GatewayTest
class RetireTest {
    private static final String PREVIEW = "/api/preview-runpod-retire";
    private static final String EXECUTE = "/api/execute-runpod-retire";
    private static final String HOST = "CA1-ESC8-L40-04";

    private final Gateway gateway;

    RetireTest(Gateway gateway) {
        this.gateway = gateway;
    }

    private static String of(String host, String... more) {
        return "{\"hostname\": \"%s\"%s}".formatted(host, String.join("", more));
    }

    @Test
    void an_accepted_retirement_is_on_record_with_all_that_was_asked() {
        var answer = gateway.operator()
                .post(
                        EXECUTE,
                        of(
                                HOST,
                                ", \"acknowledge\": [\"renters\"], \"wait_hours\": 48, \"reason\": \"sold\", \"batch_id\": \"b-1\""))
                .is(202);

        var operation = gateway.viewer().get(answer.header("Location")).is(200);
        assertThat(operation.field("kind")).isEqualTo("retire");
        assertThat(operation.field("host")).isEqualTo(HOST);
        assertThat(operation.json().path("request").toString())
                .isEqualTo("{\"deadline\":null,\"hostname\":\"%s\",\"wait_hours\":48,\"renters_acknowledged\":true}"
                        .formatted(HOST));
    }

    @Test
    void a_deadline_is_on_record_as_the_instant_that_it_is() {
        var deadline = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
        var sent = deadline.atOffset(ZoneOffset.ofHours(2)).toString();
        var answer = gateway.operator()
                .post(EXECUTE, of(HOST, ", \"when\": \"empty\", \"deadline\": \"%s\"".formatted(sent)))
                .is(202);

        var operation = gateway.viewer().get(answer.header("Location")).is(200);
        assertThat(operation.json().path("request").path("deadline").asString()).isEqualTo(deadline.toString());
    }

    @Test
    void a_host_without_a_vm_has_nothing_to_retire_and_the_preview_says_who_asks_for_renters() {
        var host = gateway.cloud().emptyHostOf("L40-n3-runpod");

        var preview = gateway.viewer().post(PREVIEW, of(host)).is(200);

        assertThat(preview.json().path("allowed").asBoolean()).isFalse();
        preview.says("there is nothing to retire", "The worker asks RunPod for renters", "wait_hours");
        assertThat(preview.json().path("steps")).isEmpty();
    }

    @Test
    void a_retirement_and_the_move_after_it_are_one_operation_whose_source_is_looked_up() {
        gateway.readsTheCloud();
        var host = gateway.cloud().busyHostOf("L40-n3-runpod");

        var answer = gateway.operator()
                .post(
                        EXECUTE,
                        of(host, ", \"target_aggregate\": \"L40-n3\", \"acknowledge\": [\"renters\", \"allocations\"]"))
                .is(202);

        var operation = gateway.viewer().get(answer.header("Location")).is(200);
        assertThat(operation.field("kind")).isEqualTo("retire-and-move");
        var request = operation.json().path("request");
        assertThat(request.path("source_aggregate").asString()).isEqualTo("L40-n3-runpod");
        assertThat(request.path("target_aggregate").asString()).isEqualTo("L40-n3");
        assertThat(request.path("renters_acknowledged").asBoolean()).isTrue();
        assertThat(request.path("acknowledge").toString()).isEqualTo("[\"allocations\"]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A100-n3      | a host keeps its GPU type
            L40-n3-sopt  | There is no aggregate L40-n3-sopt in Nova
            """)
    void a_target_that_the_host_cannot_enter_is_refused_at_once_with_the_way_out(String target, String why) {
        gateway.readsTheCloud();
        var host = gateway.cloud().busyHostOf("L40-n3-runpod");
        gateway.operator()
                .post(EXECUTE, of(host, ", \"target_aggregate\": \"%s\"".formatted(target)))
                .isProblem(400, "operation-rejected")
                .says(why, "or leave it out");
    }

    @Test
    void the_preview_shows_the_rules_of_the_move_without_those_who_will_be_gone() {
        gateway.readsTheCloud();
        var host = gateway.cloud().busyHostOf("L40-n3-runpod");

        var preview = gateway.viewer()
                .post(PREVIEW, of(host, ", \"target_aggregate\": \"L40-n3\""))
                .is(200);

        assertThat(preview.json()
                        .path("checks")
                        .valueStream()
                        .map(check -> check.path("name").asString()))
                .contains("vm", "renters", "source_aggregate", "target_aggregate", "placement", "gpu_type")
                .doesNotContain("vms", "runpod_vm");
    }

    @Test
    void a_host_that_is_being_moved_is_not_retired_meanwhile() {
        var move = gateway.acceptedMoveOf(HOST);
        gateway.operator().post(EXECUTE, of(HOST)).isProblem(409, "host-busy").says(move.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                              | hostname
            {"hostname": "no such name"}                    | hostname
            {"hostname": "H1", "acknowledge": ["vms"]}      | acknowledge
            {"hostname": "H1", "wait_hours": 0}             | wait_hours
            {"hostname": "H1", "wait_hours": 721}           | wait_hours
            {"hostname": "H1", "when": "later"}             | when
            {"hostname": "H1", "when": "empty"}             | deadline
            {"hostname": "H1", "when": "empty", "deadline": "2020-01-01T00:00:00Z"} | deadline
            {"hostname": "H1", "when": "empty", "deadline": "2999-01-01T00:00:00Z"} | deadline
            {"hostname": "H1", "when": "empty", "deadline": "2026-12-24T00:00:00"}  | deadline
            {"hostname": "H1", "deadline": "2999-01-01T00:00:00Z"}                  | deadline
            {"hostname": "H1", "when": "empty", "wait_hours": 3}                    | wait_hours
            {"hostname": "H1", "image_name": "Debian 12"}   | image_name
            {"hostname": "H1", "target_aggregate": ""}      | target_aggregate
            {"hostname": "H1", "target_aggregate": "L40-n3"}                        | source_aggregate
            {"hostname": "H1", "source_aggregate": "L40-n3"}                        | source_aggregate
            {"hostname": "H1", "acknowledge": ["nvlink"]}   | acknowledge
            """)
    void a_wrong_field_is_named(String body, String field) {
        gateway.operator().post(EXECUTE, body).blames(field);
    }
}
