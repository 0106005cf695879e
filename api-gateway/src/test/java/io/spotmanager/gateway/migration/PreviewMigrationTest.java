package io.spotmanager.gateway.migration;

import static io.spotmanager.gateway.fixture.Gateway.move;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import io.spotmanager.gateway.fixture.SimulatedCloud;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@GatewayTest
class PreviewMigrationTest {
    private static final String ACKNOWLEDGING_VMS = ", \"acknowledge\": [\"vms\"]";

    private final Gateway gateway;
    private final SimulatedCloud cloud;

    PreviewMigrationTest(Gateway gateway) {
        this.gateway = gateway;
        this.cloud = gateway.cloud();
    }

    @BeforeEach
    void the_cloud_was_read() {
        gateway.readsTheCloud();
    }

    @Test
    void a_move_that_every_rule_allows_is_shown_with_its_commands_and_changes_nothing() {
        var host = cloud.emptyHostOf("L40-n3-spot");

        var preview = preview(host, "L40-n3-spot", "L40-n3").is(200);

        assertThat(preview.json().path("allowed").asBoolean()).isTrue();
        assertThat(preview.json().path("acknowledge")).isEmpty();
        assertThat(preview.json().path("commands").valueStream().map(JsonNode::asString))
                .containsExactly(
                        "openstack aggregate remove host L40-n3-spot " + host,
                        "openstack aggregate add host L40-n3 " + host);
        assertThat(results(preview)).containsOnly("PASSED");
        assertThat(cloud.poolOf(host)).isEqualTo("L40-n3-spot");
        assertThat(gateway.viewer().get("/api/operations").each("id")).isEmpty();
    }

    @Test
    void a_command_for_copying_says_what_it_says_in_any_shell() {
        var preview = preview("H1", "ours; $(reboot)", "it's").is(200);

        assertThat(preview.json().path("commands").valueStream().map(JsonNode::asString))
                .containsExactly(
                        "openstack aggregate remove host 'ours; $(reboot)' H1",
                        "openstack aggregate add host 'it'\\''s' H1");
    }

    @Test
    void a_host_that_netbox_has_out_of_service_is_worth_a_warning() {
        var host = cloud.emptyHostOf("L40-n3-spot");
        gateway.tamper("update host set netbox_status = 'rma' where name = '%s'".formatted(host));

        var preview = preview(host, "L40-n3-spot", "L40-n3");

        allows(preview);
        assertThat(check(preview, "netbox_status").path("result").asString()).isEqualTo("WARNING");
        assertThat(check(preview, "netbox_status").path("text").asString()).contains("rma");

        gateway.tamper("update host set netbox_status = 'active' where name = '%s'".formatted(host));
        assertThat(results(preview(host, "L40-n3-spot", "L40-n3"))).containsOnly("PASSED");
    }

    @Test
    void what_no_inventory_worker_has_looked_at_for_long_is_worth_a_warning() {
        var host = cloud.emptyHostOf("L40-n3-spot");
        gateway.tamper("update source set read_at = read_at - interval '61 seconds' where state = 'OK'");

        var preview = preview(host, "L40-n3-spot", "L40-n3");

        allows(preview);
        assertThat(check(preview, "snapshot").path("text").asString())
                .contains("no inventory worker has read it since");
    }

    @Test
    void a_viewer_may_look() {
        gateway.viewer()
                .post("/api/preview-migration", move(cloud.emptyHostOf("L40-n3-spot"), "L40-n3-spot", "L40-n3"))
                .is(200);
    }

    @Test
    void an_empty_pool_is_a_valid_target() {
        allows(preview(cloud.emptyHostOf("H100-n3-spot"), "H100-n3-spot", "H100-n3-runpod"));
    }

    @Test
    void an_unknown_host_is_refused() {
        refuses(
                preview("CA1-ESC8-L40-99", "L40-n3-spot", "L40-n3"),
                "host",
                "Nova has no compute host CA1-ESC8-L40-99");
    }

    @Test
    void a_host_in_the_wrong_case_is_refused() {
        var host = cloud.emptyHostOf("L40-n3-spot").toLowerCase(Locale.ROOT);

        refuses(preview(host, "L40-n3-spot", "L40-n3"), "host", "Names are case-sensitive");
    }

    @Test
    void a_source_that_does_not_exist_is_refused() {
        refuses(
                preview(cloud.emptyHostOf("L40-n3-spot"), "L40-n4", "L40-n3"),
                "source_aggregate",
                "There is no aggregate L40-n4");
    }

    @Test
    void a_target_that_is_no_pool_is_refused() {
        refuses(
                preview(cloud.emptyHostOf("L40-n3-spot"), "L40-n3-spot", "cpu-general"),
                "target_aggregate",
                "cpu-general is no pool");
    }

    @Test
    void a_host_that_is_elsewhere_is_refused() {
        refuses(
                preview(cloud.emptyHostOf("L40-n3-spot"), "L40-n3-runpod", "L40-n3"),
                "placement",
                "it is in L40-n3-spot");
    }

    @Test
    void a_host_in_no_pool_is_refused() {
        refuses(preview(cloud.hostInNoPool(), "L40-n3", "L40-n3-spot"), "placement", "it is in no pool");
    }

    @Test
    void another_gpu_type_is_refused() {
        refuses(
                preview(cloud.emptyHostOf("A100-n3-spot"), "A100-n3-spot", "RTX-A6000-n3-spot"),
                "gpu_type",
                "Choose a pool of A100");
    }

    @Test
    void a_contract_takes_any_gpu_type() {
        allows(preview(cloud.emptyHostOf("L40-n3-spot"), "L40-n3-spot", "contract-initech-reserved"));
    }

    @Test
    void leaving_nvlink_needs_an_acknowledgement() {
        var host = cloud.busyHostOf("A100-n3-NVLink");

        var preview = preview(host, "A100-n3-NVLink", "A100-n3").is(200);
        assertThat(preview.json().path("allowed").asBoolean()).isFalse();
        assertThat(preview.json().path("acknowledge").valueStream().map(JsonNode::asString))
                .containsExactly("nvlink", "vms");
        assertThat(check(preview, "nvlink").path("result").asString()).isEqualTo("NEEDS_ACKNOWLEDGEMENT");
        assertThat(check(preview, "nvlink").path("acknowledgement").asString()).isEqualTo("nvlink");

        allows(preview(host, "A100-n3-NVLink", "A100-n3", ", \"acknowledge\": [\"nvlink\", \"vms\"]"));
    }

    @Test
    void servers_on_the_host_need_an_acknowledgement() {
        var host = cloud.busyHostOf("L40-n3");

        var preview = preview(host, "L40-n3", "L40-n3-spot");
        assertThat(preview.json().path("allowed").asBoolean()).isFalse();
        assertThat(check(preview, "vms").path("result").asString()).isEqualTo("NEEDS_ACKNOWLEDGEMENT");

        allows(preview(host, "L40-n3", "L40-n3-spot", ACKNOWLEDGING_VMS));
    }

    @Test
    void servers_on_a_spot_host_cannot_be_acknowledged_away() {
        refuses(
                preview(cloud.busyHostOf("L40-n3-spot"), "L40-n3-spot", "L40-n3", ACKNOWLEDGING_VMS),
                "vms",
                "A spot host is only moved empty");
    }

    @Test
    void a_host_out_of_service_is_worth_a_warning() {
        var host = cloud.disabledHost();
        var source = cloud.poolOf(host);

        var preview = preview(host, source, source + "-spot", ACKNOWLEDGING_VMS);

        allows(preview);
        assertThat(check(preview, "host").path("result").asString()).isEqualTo("WARNING");
    }

    @Test
    void a_preview_tells_of_when_it_is() {
        var before = Instant.now();
        var host = cloud.emptyHostOf("L40-n3-spot");

        var snapshot = preview(host, "L40-n3-spot", "L40-n3").is(200).json().path("snapshot");

        assertThat(snapshot.path("generation").asLong()).isPositive();
        assertThat(Instant.parse(snapshot.path("read_at").asString()))
                .isBefore(before)
                .isAfter(before.minusSeconds(60));
    }

    @Test
    void if_nova_cannot_be_read_the_preview_shows_how_it_was_and_warns() {
        var host = cloud.emptyHostOf("L40-n3-spot");
        cloud.fails("conflict");
        gateway.readsTheCloud();

        var preview = preview(host, "L40-n3-spot", "L40-n3");

        allows(preview);
        assertThat(check(preview, "snapshot").path("result").asString()).isEqualTo("WARNING");
        assertThat(check(preview, "snapshot").path("text").asString()).startsWith("Nova cannot be read since");
    }

    @Test
    void before_the_cloud_was_ever_read_nothing_is_said() {
        gateway.tamper("update source set state = 'UNREAD', read_at = null");

        preview("H1", "L40-n3-spot", "L40-n3")
                .isProblem(503, "cloud-unavailable")
                .says("The fleet has not been read yet", "Nothing was done");
    }

    @Test
    void a_request_is_checked_like_a_command() {
        gateway.operator()
                .post("/api/preview-migration", move("H1", "a", "b", ", \"operation\": \"evict\""))
                .blames("operation");
    }

    private Reply preview(String host, String source, String target, String... more) {
        return gateway.operator().post("/api/preview-migration", move(host, source, target, more));
    }

    private static void allows(Reply preview) {
        assertThat(preview.is(200).json().path("allowed").asBoolean())
                .as(preview.text())
                .isTrue();
        assertThat(preview.json().path("acknowledge")).isEmpty();
    }

    private static void refuses(Reply preview, String check, String words) {
        assertThat(preview.is(200).json().path("allowed").asBoolean()).isFalse();
        assertThat(check(preview, check).path("result").asString()).isEqualTo("REFUSED");
        assertThat(check(preview, check).path("text").asString()).contains(words);
    }

    private static JsonNode check(Reply preview, String name) {
        return preview.json()
                .path("checks")
                .valueStream()
                .filter(check -> check.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> results(Reply preview) {
        return preview.json()
                .path("checks")
                .valueStream()
                .map(check -> check.path("result").asString())
                .toList();
    }
}
