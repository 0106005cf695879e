package io.spotmanager.gateway.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.SimulatedCloud;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A move or a withdrawal with {@code when: "empty"}. */
@GatewayTest
class DrainCommandTest {
    private static final String EXECUTE = "/api/execute-migration";
    private static final String PREVIEW = "/api/preview-migration";
    private static final String TOMORROW = Instant.now()
            .plus(Duration.ofDays(1))
            .truncatedTo(ChronoUnit.SECONDS)
            .toString();

    private final Gateway gateway;
    private final SimulatedCloud cloud;

    DrainCommandTest(Gateway gateway) {
        this.gateway = gateway;
        this.cloud = gateway.cloud();
    }

    @BeforeEach
    void the_cloud_was_read() {
        gateway.readsTheCloud();
    }

    @Test
    void a_move_that_waits_is_a_drain_with_a_deadline() {
        var host = cloud.emptyHostOf("L40-n3-spot");

        var operation = accepted("""
                {"host": "%s", "source_aggregate": "L40-n3-spot", "target_aggregate": "L40-n3", "when": "empty", "deadline": "%s"}""".formatted(host, TOMORROW));

        assertThat(operation.path("kind").asString()).isEqualTo("drain");
        assertThat(operation.path("request")).isEqualTo(Json.MAPPER.readTree("""
                {"host": "%s", "source_aggregate": "L40-n3-spot", "target_aggregate": "L40-n3", "deadline": "%s",
                 "reason": "wanted in L40-n3", "stays_disabled": false, "acknowledge": null}""".formatted(host, TOMORROW)));
    }

    @Test
    void a_withdrawal_that_waits_keeps_its_reason_and_whether_the_host_stays_closed() {
        var host = cloud.emptyHostOf("L40-n3-spot");

        var operation = accepted("""
                {"host": "%s", "operation": "remove", "reason": "new fans", "disable_service": true, "when": "empty", "deadline": "%s"}""".formatted(host, TOMORROW));

        assertThat(operation.path("kind").asString()).isEqualTo("drain");
        assertThat(operation.path("request").path("target_aggregate").isNull()).isTrue();
        assertThat(operation.path("request").path("stays_disabled").asBoolean()).isTrue();
        assertThat(operation.path("request").path("reason").asString()).isEqualTo("new fans");
    }

    @Test
    void a_repeated_request_with_the_same_key_is_the_same_operation() {
        var body = """
                {"host": "%s", "source_aggregate": "L40-n3-spot", "target_aggregate": "L40-n3", "when": "empty", "deadline": "%s"}""".formatted(cloud.emptyHostOf("L40-n3-spot"), TOMORROW);

        var first =
                gateway.operator().withKey("k-1").post(EXECUTE, body).is(202).id();
        var again =
                gateway.operator().withKey("k-1").post(EXECUTE, body).is(202).id();

        assertThat(again).isEqualTo(first);
    }

    @Test
    void the_preview_shows_every_change_and_that_a_busy_host_is_waited_for() {
        var host = cloud.busyHostOf("L40-n3-spot");

        var preview = gateway.operator()
                .post(PREVIEW, """
                        {"host": "%s", "source_aggregate": "L40-n3-spot", "target_aggregate": "L40-n3", "when": "empty", "deadline": "%s"}""".formatted(host, TOMORROW))
                .is(200)
                .json();

        assertThat(preview.path("allowed").asBoolean()).as(preview.toString()).isTrue();
        assertThat(preview.path("checks").toString()).contains("It waits until nothing is left there", TOMORROW);
        assertThat(preview.path("commands").valueStream().map(JsonNode::asString))
                .containsExactly(
                        "openstack compute service set --disable --disable-reason 'spot-manager: wanted in L40-n3 [id of the operation]' %s nova-compute"
                                .formatted(host),
                        "openstack aggregate remove host L40-n3-spot " + host,
                        "openstack aggregate add host L40-n3 " + host,
                        "openstack compute service set --enable %s nova-compute".formatted(host));
    }

    @Test
    void a_host_that_is_refused_for_its_vms_alone_may_go_when_it_is_empty() {
        var host = cloud.busyHostOf("L40-n3-spot");

        var targets = gateway.viewer()
                .get("/api/move-verdicts?host=" + host)
                .json()
                .path("hosts")
                .path(0)
                .path("targets");

        assertThat(whenEmpty(targets, "L40-n3")).isTrue();
        assertThat(whenEmpty(targets, "A100-n3"))
                .as("of another GPU type it never may")
                .isFalse();
    }

    @Test
    void each_field_that_is_wrong_is_named_with_what_would_be_right() {
        refused("\"when\": \"empty\"", "deadline", "must say until when to wait");
        refused("\"when\": \"empty\", \"deadline\": \"2020-01-01T00:00:00Z\"", "deadline", "after now");
        refused("\"when\": \"empty\", \"deadline\": \"2999-01-01T00:00:00Z\"", "deadline", "not after");
        refused("\"when\": \"empty\", \"deadline\": \"tomorrow\"", "deadline", "");
        refused("\"deadline\": \"%s\"".formatted(TOMORROW), "deadline", "goes with when: empty only");
        refused("\"when\": \"later\"", "when", "must be now");
        refused(
                "\"when\": \"empty\", \"operation\": \"add\", \"deadline\": \"%s\"".formatted(TOMORROW),
                "when",
                "has no meaning with operation add");
    }

    private void refused(String fields, String field, String why) {
        var problem =
                gateway.operator().post(EXECUTE, """
                        {"host": "H1", "source_aggregate": "L40-n3-spot", "target_aggregate": "L40-n3", %s}""".formatted(fields)).is(400).json();
        assertThat(problem.path("errors").toString())
                .contains("\"%s\"".formatted(field))
                .contains(why);
    }

    private static boolean whenEmpty(JsonNode targets, String pool) {
        return targets.valueStream()
                .filter(target -> target.path("aggregate").asString().equals(pool))
                .findFirst()
                .orElseThrow()
                .path("when_empty")
                .asBoolean();
    }

    private JsonNode accepted(String body) {
        var id = gateway.operator().post(EXECUTE, body).is(202).id();
        return gateway.viewer().get("/api/operations/" + id).json();
    }
}
