package io.spotmanager.gateway.formertool;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import io.spotmanager.gateway.fixture.SimulatedCloud;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The requests of the former tool that ask by POST, and those that have no meaning any more. */
@GatewayTest
class FormerQuestionsTest {
    private final Gateway gateway;
    private final SimulatedCloud cloud;

    FormerQuestionsTest(Gateway gateway) {
        this.gateway = gateway;
        this.cloud = gateway.cloud();
    }

    @BeforeEach
    void the_cloud_was_read() {
        gateway.readsTheCloud();
    }

    @Test
    void a_target_is_found_by_post() {
        var host = cloud.emptyHostOf("L40-n3-spot");
        var target = post("/api/get-target-aggregate", """
                {"hostname": "%s", "target_type": "ondemand", "target_variant": null}""".formatted(host));

        assertThat(at(target, "hostname")).isEqualTo(host);
        assertThat(at(target, "gpu_type")).isEqualTo("L40");
        assertThat(at(target, "target_type")).isEqualTo("ondemand");
        assertThat(at(target, "target_aggregate")).isEqualTo("L40-n3");
        refused("/api/get-target-aggregate", "{\"target_type\": \"spot\"}").blames("hostname");
        refused("/api/get-target-aggregate", "{\"hostname\": \"no-such-host\", \"target_type\": \"spot\"}")
                .isProblem(404, "not-found");
    }

    @Test
    void a_server_is_found_by_post() {
        var server = cloud.serverOn(cloud.busyHostOf("L40-n3"));
        var status = post("/api/openstack/server/status", "{\"server_name\": \"%s\"}".formatted(server));

        assertThat(status.path("success").asBoolean()).isTrue();
        assertThat(at(status, "server_name")).isEqualTo(server);
        assertThat(at(status, "status")).isUpperCase();
        assertThat(at(status, "vm_state")).isLowerCase();
        var id = post("/api/openstack/server/get-uuid", "{\"server_name\": \"%s\"}".formatted(server));
        assertThat(at(id, "server_uuid")).isEqualTo(at(status, "server_uuid")).isNotBlank();
    }

    @Test
    void what_is_not_found_says_so_in_the_fields_that_scripts_read() {
        var problem = refused("/api/openstack/server/get-uuid", "{\"server_name\": \"no-such-server\"}")
                .isProblem(404, "not-found")
                .json();

        assertThat(problem.path("success").asBoolean(true)).isFalse();
        assertThat(at(problem, "error")).contains("no-such-server");
        assertThat(at(
                        refused("/api/openstack/network/show", "{}")
                                .blames("network_name")
                                .json(),
                        "error"))
                .contains("network_name must be a network's name or id");
    }

    @Test
    void a_network_is_found_by_post() {
        var network = post("/api/openstack/network/show", "{\"network_name\": \"storage-net\"}");

        assertThat(network.path("success").asBoolean()).isTrue();
        assertThat(at(network, "network_id")).isNotBlank();
    }

    @Test
    void a_network_is_attached_in_the_former_words() {
        var server = cloud.serverOn(cloud.busyHostOf("L40-n3"));
        gateway.operator()
                .post("/api/openstack/server/add-network", """
                {"server_name": "%s", "network_name": "storage-net"}""".formatted(server))
                .is(202);
        gateway.operator()
                .post("/api/openstack/server/add-network", "{\"network_name\": \"storage-net\"}")
                .blames("server");
        gateway.operator().post("/api/openstack/server/add-network", """
                {"server": "a", "server_name": "b", "network_name": "storage-net"}""").blames("server_name");
    }

    @Test
    void a_preview_names_host_source_and_target() {
        var host = cloud.emptyHostOf("L40-n3-spot");
        var preview = post("/api/preview-migration", Gateway.moveOf(host));

        assertThat(List.of(at(preview, "host"), at(preview, "source"), at(preview, "target")))
                .containsExactly(host, "L40-n3-spot", "L40-n3");
        assertThat(preview.path("commands").valueStream().map(JsonNode::asString))
                .containsExactly(
                        "openstack aggregate remove host L40-n3-spot " + host,
                        "openstack aggregate add host L40-n3 " + host);
    }

    @Test
    void a_preview_of_a_launch_has_the_command_and_the_order() {
        var host = cloud.emptyHostOf("L40-n3-runpod");
        var preview = post("/api/preview-runpod-launch", Gateway.launchOn(host));

        assertThat(at(preview, "hostname")).isEqualTo(host);
        assertThat(at(preview, "vm_name")).isEqualTo(host);
        assertThat(at(preview, "flavor_name")).isEqualTo("n3-L40x8");
        assertThat(at(preview, "gpu_type")).isEqualTo("L40");
        assertThat(at(preview, "api_url")).startsWith("http").endsWith("/hyperstack/v1");
        assertThat(at(preview, "command"))
                .contains(at(preview, "api_url") + "/core/virtual-machines", "\"name\":\"%s\"".formatted(host), "***");
    }

    @Test
    void the_vms_of_a_firewall_are_listed() {
        gateway.knowsTheCatalogue();
        var vms = post("/api/hyperstack/firewall/get-attachments", "{}");

        assertThat(vms.path("success").asBoolean()).isTrue();
        assertThat(vms.path("firewall_id").asLong()).isEqualTo(971);
        assertThat(vms.path("count").asInt()).isEqualTo(vms.path("vm_ids").size());
        var ours = gateway.viewer().get("/api/hyperstack/firewalls/971").is(200).json();
        assertThat(ours.path("attachments")
                        .valueStream()
                        .map(each -> each.path("vm_id").asLong()))
                .containsExactlyElementsOf(
                        vms.path("vm_ids").valueStream().map(JsonNode::asLong).toList());
        refused("/api/hyperstack/firewall/get-attachments", "{\"firewall_id\": 4711}")
                .isProblem(404, "not-found");
    }

    @Test
    void everything_is_refreshed() {
        var refreshed =
                gateway.operator().post("/api/refresh-all-data", "").is(202).json();

        assertThat(refreshed.path("success").asBoolean()).isTrue();
        assertThat(at(refreshed, "message")).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/clear-log, /api/command-log",
        "POST, /api/clear-cache, /api/refresh",
        "POST, /api/clear-cache/H1, /api/refresh",
        "GET, /api/cache-status, /api/snapshot",
        "GET, /api/parallel-cache-status, /api/snapshot",
        "GET, /api/parallel-test, /api/snapshot",
        "POST, /api/openstack/port/create, /api/openstack/server/add-network"
    })
    void what_has_no_meaning_any_more_says_what_to_use(String method, String path, String instead) {
        for (var somebody : List.of(gateway.operator(), gateway.viewer())) {
            var gone = somebody.send(method, path, "").isProblem(410, "gone");

            assertThat(gone.detail()).contains(instead);
            assertThat(at(gone.json(), "error")).isEqualTo(gone.detail());
        }
        gateway.customer().send(method, path, "").is(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/execute-migration", "/api/openstack/server/get-uuid", "/api/clear-cache"})
    void another_method_says_which_there_is(String path) {
        var refused = gateway.operator().get(path).isProblem(405, "method-not-allowed");

        assertThat(refused.header("Allow")).contains("POST");
        assertThat(refused.detail()).endsWith("accepts POST.");
    }

    @Test
    void what_is_refused_before_it_is_looked_at_has_the_fields_that_scripts_read() {
        var execute = "/api/execute-migration";
        var move = Gateway.moveOf("H1");

        assertFormer(gateway.anonymous().post(execute, move).is(401));
        assertFormer(gateway.withToken("spot_unknown").post(execute, move).is(401));
        assertFormer(gateway.viewer().post(execute, move).is(403));
        assertFormer(gateway.operator().post(execute, move + " ".repeat(70_000)).is(413));
        assertFormer(gateway.operator().get("/api/gpu-types?form=%ff").is(400));
        assertFormer(gateway.operator().get("/api/host-vms/a%0ab").is(400));
        assertFormer(gateway.operator().send("PUT", execute, move).is(405));
    }

    private static void assertFormer(Reply refused) {
        var problem = refused.json();

        assertThat(at(problem, "error")).as(refused.text()).isNotBlank();
        assertThat(problem.path("success").asBoolean(true)).as(refused.text()).isFalse();
    }

    @Test
    void a_launch_is_taken_as_the_former_board_sent_it() {
        var host = cloud.emptyHostOf("L40-n3-runpod");
        var sent = """
                {"hostname": "%s", "vm_name": "%s", "flavor_name": "n3-L40x8", "image_name": "Debian 12", "key_name": "Fleio"}""";

        post("/api/preview-runpod-launch", sent.formatted(host, host));
        refused("/api/preview-runpod-launch", sent.formatted(host, "another")).blames("vm_name");
    }

    @Test
    void no_region_and_an_empty_one_are_all_regions() {
        gateway.knowsTheCatalogue();
        var all = gateway.viewer().get("/api/hyperstack/images").is(200).json();

        var same = gateway.viewer()
                .get("/api/hyperstack/images?region=&search=&page=&per_page=&include_public=")
                .is(200)
                .json();
        assertThat(same.path("images")).isEqualTo(all.path("images")).isNotEmpty();
    }

    @Test
    void the_parameters_of_a_type_go_with_what_is_out_of_stock_too() {
        gateway.viewer()
                .get("/api/aggregates/outofstock?summary_only=true&include_vms=false&include_gpu_info=true")
                .is(200);
    }

    @Test
    void the_former_page_leads_to_the_board() {
        var page = gateway.viewer().get("/dashboard").is(302);

        assertThat(page.header("Location")).endsWith("/board");
        assertThat(gateway.anonymous().get("/dashboard").is(302).header("Location"))
                .contains("/login");
    }

    private Reply refused(String path, String body) {
        return gateway.viewer().post(path, body);
    }

    private JsonNode post(String path, String body) {
        return gateway.viewer().post(path, body).is(200).json();
    }

    private static String at(JsonNode node, String path) {
        return node.at("/" + path).asString("");
    }
}
