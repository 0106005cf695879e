package io.spotmanager.gateway.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import io.spotmanager.gateway.fixture.SimulatedCloud;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The operations {@code add} and {@code remove} of the former tool: a placement and a withdrawal. */
@GatewayTest
class PlaceAndWithdrawTest {
    private static final String EXECUTE = "/api/execute-migration";
    private static final String PREVIEW = "/api/preview-migration";

    private final Gateway gateway;
    private final SimulatedCloud cloud;

    PlaceAndWithdrawTest(Gateway gateway) {
        this.gateway = gateway;
        this.cloud = gateway.cloud();
    }

    @BeforeEach
    void the_cloud_was_read() {
        gateway.readsTheCloud();
    }

    @Test
    void a_host_is_withdrawn_with_a_reason_and_its_service_only_if_that_is_asked() {
        var host = cloud.emptyHostOf("L40-n3-spot");

        var operation = accepted("""
                {"host": "%s", "source_aggregate": "L40-n3-spot", "operation": "remove", "reason": "new fans", "disable_service": true}""".formatted(host));

        assertThat(operation.path("kind").asString()).isEqualTo("withdrawal");
        assertThat(operation.path("state").asString()).isEqualTo("REQUESTED");
        assertThat(operation.path("request")).isEqualTo(Json.MAPPER.readTree("""
                {"host": "%s", "source_aggregate": "L40-n3-spot", "disable_service": true, "reason": "new fans", "acknowledge": null}""".formatted(host)));
    }

    @Test
    void a_former_script_need_not_say_where_the_host_is_and_may_say_both_pools() {
        var host = cloud.emptyHostOf("L40-n3-spot");

        var operation = accepted("""
                {"host": "%s", "target_aggregate": "L40-n3", "operation": "remove", "reason": "new fans"}""".formatted(host));

        assertThat(operation.path("request").path("source_aggregate").asString())
                .isEqualTo("L40-n3-spot");
        assertThat(operation.path("request").has("target_aggregate")).isFalse();
    }

    @Test
    void who_finds_a_host_out_of_stock_reads_that_a_former_script_gave_no_reason() {
        var operation = accepted("""
                {"host": "%s", "target_aggregate": "L40-n3", "operation": "remove"}""".formatted(cloud.emptyHostOf("L40-n3-spot")));

        assertThat(operation.path("reason").asString()).isEqualTo(MigrationBody.FORMER_REASON);
    }

    @Test
    void a_host_is_placed() {
        var host = cloud.hostInNoPool();
        var operation = accepted("""
                {"host": "%s", "source_aggregate": "L40-n3", "target_aggregate": "L40-n3-spot", "operation": "add"}""".formatted(host));

        assertThat(operation.path("kind").asString()).isEqualTo("placement");
        assertThat(operation.path("request")).isEqualTo(Json.MAPPER.readTree("""
                {"host": "%s", "target_aggregate": "L40-n3-spot", "acknowledge": null}""".formatted(host)));
    }

    @Test
    void the_preview_of_a_withdrawal_shows_its_commands_and_checks() {
        var host = cloud.emptyHostOf("L40-n3-spot");

        var preview = preview("""
                {"host": "%s", "operation": "remove", "reason": "new fans", "disable_service": true}""".formatted(host));

        assertThat(preview.path("allowed").asBoolean()).as(preview.toString()).isTrue();
        assertThat(preview.path("commands").valueStream().map(JsonNode::asString))
                .containsExactly(
                        "openstack compute service set --disable --disable-reason 'spot-manager: new fans [id of the operation]' %s nova-compute"
                                .formatted(host),
                        "openstack aggregate remove host L40-n3-spot " + host);
    }

    @Test
    void a_host_in_a_pool_is_not_placed() {
        var host = cloud.emptyHostOf("L40-n3-spot");

        var preview = preview("""
                {"host": "%s", "target_aggregate": "L40-n3", "operation": "add"}""".formatted(host));

        assertThat(preview.path("allowed").asBoolean()).isFalse();
        assertThat(preview.toString()).contains("is in L40-n3-spot already", "withdraw it first");
    }

    private JsonNode accepted(String body) {
        var id = gateway.operator().post(EXECUTE, body).is(202).id();
        return gateway.viewer().get("/api/operations/" + id).json();
    }

    private JsonNode preview(String body) {
        Reply reply = gateway.operator().post(PREVIEW, body).is(200);
        return reply.json();
    }
}
