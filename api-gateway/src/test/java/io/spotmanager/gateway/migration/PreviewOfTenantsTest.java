package io.spotmanager.gateway.migration;

import static io.spotmanager.gateway.fixture.Gateway.move;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.SimulatedCloud;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Tenants that Nova's list of servers does not show count in a preview as those that it shows. */
@GatewayTest
class PreviewOfTenantsTest {
    private final Gateway gateway;
    private final SimulatedCloud cloud;

    PreviewOfTenantsTest(Gateway gateway) {
        this.gateway = gateway;
        this.cloud = gateway.cloud();
    }

    @BeforeEach
    void the_cloud_was_read() {
        gateway.readsTheCloud();
    }

    private void has(String host, String kind) {
        gateway.tamper("""
                update host set hidden_tenants = '[{"kind": "%s", "id": "id-1", "name": "web-1", "text": "was read there"}]'
                where name = '%s'""".formatted(kind, host), "update snapshot set generation = generation + 1");
    }

    private JsonNode preview(String host, String source, String target, String... more) {
        return gateway.operator()
                .post("/api/preview-migration", move(host, source, target, more))
                .is(200)
                .json();
    }

    private static JsonNode check(JsonNode preview, String name) {
        return preview.path("checks")
                .valueStream()
                .filter(check -> check.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MIGRATION", "SOFT_DELETED", "ALLOCATION"})
    void a_spot_host_with_a_hidden_tenant_is_refused_by_its_name(String kind) {
        var host = cloud.emptyHostOf("L40-n3-spot");
        has(host, kind);

        var preview = preview(host, "L40-n3-spot", "L40-n3", ", \"acknowledge\": [\"vms\", \"allocations\"]");

        assertThat(preview.path("allowed").asBoolean()).isFalse();
        assertThat(check(preview, "vms").path("result").asString()).isEqualTo("REFUSED");
        assertThat(check(preview, "vms").path("text").asString()).contains("web-1 (id-1) was read there");
    }

    @Test
    void beside_a_hidden_tenant_no_gpu_of_a_host_is_free() {
        var host = cloud.busyHostOf("L40-n3");
        has(host, "MIGRATION");

        var seen = gateway.operator()
                .get("/api/aggregates/L40/L40-n3")
                .is(200)
                .json()
                .path("pool");
        var free = seen.path("hosts")
                .valueStream()
                .filter(each -> each.path("status").asString().equals("IN_USE")
                        || each.path("status").asString().equals("AVAILABLE"))
                .filter(each -> !each.path("hostname").asString().equals(host))
                .mapToInt(each -> each.path("gpu_capacity").asInt()
                        - each.path("gpu_used").asInt())
                .sum();
        assertThat(seen.at("/gpu_summary/gpus/free").asInt()).isEqualTo(free);
    }

    @Test
    void in_another_pool_a_hidden_tenant_can_be_acknowledged() {
        var host = cloud.emptyHostOf("L40-n3-spot");
        has(host, "MIGRATION");
        gateway.tamper(
                "update pool_host set pool = 'L40-n3' where host = '%s'".formatted(host),
                "update host set pool = 'L40-n3' where name = '%s'".formatted(host));

        assertThat(preview(host, "L40-n3", "L40-n3-spot")
                        .path("acknowledge")
                        .path(0)
                        .asString())
                .isEqualTo("vms");
        assertThat(preview(host, "L40-n3", "L40-n3-spot", ", \"acknowledge\": [\"vms\"]")
                        .path("allowed")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void what_is_left_over_on_a_spot_host_can_be_acknowledged() {
        var host = cloud.emptyHostOf("L40-n3-spot");
        has(host, "LEFT_OVER");

        var preview = preview(host, "L40-n3-spot", "L40-n3");

        assertThat(check(preview, "allocations").path("acknowledgement").asString())
                .isEqualTo("allocations");
        assertThat(preview(host, "L40-n3-spot", "L40-n3", ", \"acknowledge\": [\"allocations\"]")
                        .path("allowed")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_host_in_a_cell_out_of_reach_is_refused_from_every_pool() {
        var host = cloud.busyHostOf("L40-n3");
        has(host, "CELL_DOWN");

        var preview = preview(host, "L40-n3", "L40-n3-spot", ", \"acknowledge\": [\"vms\", \"allocations\"]");

        assertThat(check(preview, "vms").path("result").asString()).isEqualTo("REFUSED");
        assertThat(check(preview, "vms").path("text").asString()).contains("Nova cannot reach its cell");
    }

    @Test
    void credentials_that_may_not_ask_placement_are_a_warning_that_names_it() {
        var host = cloud.emptyHostOf("L40-n3-spot");
        gateway.tamper("update source set state = 'UNREAD', read_at = null, items = null, trouble = '403 not allowed'"
                + " where name = 'placement'");

        var preview = preview(host, "L40-n3-spot", "L40-n3");

        assertThat(preview.path("allowed").asBoolean()).isTrue();
        assertThat(check(preview, "allocations").path("result").asString()).isEqualTo("WARNING");
        assertThat(check(preview, "allocations").path("text").asString())
                .contains("the allocations in placement (403 not allowed)");
    }

    @Test
    void where_neither_placement_nor_migrations_may_be_asked_a_person_has_to_say_so() {
        var host = cloud.emptyHostOf("L40-n3-spot");
        gateway.tamper("update source set state = 'UNREAD', read_at = null, items = null, trouble = '403 not allowed'"
                + " where name in ('placement', 'migrations')");

        assertThat(preview(host, "L40-n3-spot", "L40-n3")
                        .path("acknowledge")
                        .path(0)
                        .asString())
                .isEqualTo("allocations");
    }
}
