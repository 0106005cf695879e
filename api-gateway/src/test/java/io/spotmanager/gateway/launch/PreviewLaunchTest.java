package io.spotmanager.gateway.launch;

import static io.spotmanager.gateway.fixture.Gateway.launchOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import io.spotmanager.gateway.fixture.SimulatedCloud;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@GatewayTest
class PreviewLaunchTest {
    private static final String PATH = "/api/preview-runpod-launch";
    private static final String POOL = "L40-n3-runpod";

    private final Gateway gateway;
    private final SimulatedCloud cloud;

    PreviewLaunchTest(Gateway gateway) {
        this.gateway = gateway;
        this.cloud = gateway.cloud();
    }

    private Reply preview(String host, String... more) {
        return gateway.viewer().post(PATH, launchOn(host, more)).is(200);
    }

    private static void refuses(Reply preview, String check, String words) {
        assertThat(preview.json().path("allowed").asBoolean()).isFalse();
        assertThat(preview.json()
                        .path("checks")
                        .valueStream()
                        .filter(each -> each.path("result").asString().equals("REFUSED"))
                        .filter(each -> each.path("name").asString().equals(check))
                        .map(each -> each.path("text").asString()))
                .as(preview.text())
                .singleElement()
                .asString()
                .contains(words);
    }

    @Test
    void a_launch_that_every_rule_allows_is_shown_step_by_step_and_changes_nothing() {
        var host = cloud.emptyHostOf(POOL);

        var preview = preview(host).json();

        assertThat(preview.path("allowed").asBoolean()).as(preview.toString()).isTrue();
        assertThat(preview.path("region").asString()).isEqualTo("CANADA-1");
        assertThat(preview.path("environment").asString()).isEqualTo("CA1-RunPod");
        assertThat(preview.path("flavor").asString()).isEqualTo("n3-L40x8");
        assertThat(preview.path("snapshot").has("generation")).isTrue();
        assertThat(preview.path("steps")
                        .valueStream()
                        .map(step -> step.path("step").asString()))
                .containsExactly(
                        "register machine",
                        "create VM",
                        "wait until active",
                        "check host",
                        "attach network",
                        "attach firewall",
                        "verify",
                        "wait until registered");
        assertThat(command(preview, "attach firewall")).contains("attach-firewalls", "{\"firewalls\":[971]}");
        assertThat(gateway.viewer().get("/api/operations").each("id")).isEmpty();
    }

    @Test
    void the_order_is_shown_as_it_is_sent() {
        var host = cloud.emptyHostOf(POOL);
        var command = command(preview(host).json(), "create VM");
        var body = command.substring(command.indexOf("-d '") + 4, command.length() - 1);

        assertThat(Json.MAPPER.readTree(body)).isEqualTo(Json.MAPPER.readTree("""
                                {"name": "%s", "environment_name": "CA1-RunPod", "image_name": "Debian 12", "flavor_name": "n3-L40x8",
                                 "key_name": "operations-CA1-RunPod", "count": 1, "assign_floating_ip": true,
                                 "enable_port_randomization": false, "user_data": "***", "labels": ["spot-operation-$OPERATION"],
                                 "security_rules": [{"direction": "ingress", "ethertype": "IPv4", "protocol": "tcp",
                                   "port_range_min": 22, "port_range_max": 22, "remote_ip_prefix": "0.0.0.0/0"}]}
                                """.formatted(host)));
        assertThat(command).contains("/hyperstack/v1/core/virtual-machines ");
    }

    private static String command(JsonNode preview, String step) {
        return preview.path("steps")
                .valueStream()
                .filter(each -> each.path("step").asString().equals(step))
                .map(each -> each.path("command").asString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void no_secret_is_shown() {
        var preview = preview(cloud.emptyHostOf(POOL));

        assertThat(preview.text()).doesNotContain("simulated-hyperstack-key", "simulated-runpod-key");
        assertThat(command(preview.json(), "create VM")).contains("api_key: ***", "\"user_data\":\"***\"");
        assertThat(preview.field("cloud_init")).contains("#cloud-config", "content: \"***\"");
    }

    @Test
    void a_host_of_another_pool_is_refused_before_anything_is_planned() {
        var host = cloud.emptyHostOf("L40-n3-spot");

        var preview = preview(host);

        refuses(preview, "pool", "%s is in L40-n3-spot".formatted(host));
        assertThat(preview.json().has("flavor")).isFalse();
    }

    @Test
    void a_host_that_netbox_has_out_of_service_is_worth_a_warning() {
        var host = cloud.emptyHostOf(POOL);
        gateway.readsTheCloud();
        gateway.tamper("update host set netbox_status = 'rma' where name = '%s'".formatted(host));

        var preview = preview(host).json();

        assertThat(preview.path("allowed").asBoolean()).as(preview.toString()).isTrue();
        assertThat(preview.path("checks")
                        .valueStream()
                        .filter(check -> check.path("result").asString().equals("WARNING"))
                        .map(check -> check.path("text").asString()))
                .singleElement()
                .asString()
                .contains(host, "rma");
    }

    @Test
    void a_host_with_servers_is_refused() {
        refuses(preview(cloud.busyHostOf(POOL)), "vms", "a VM is launched on an empty host only");
    }

    @Test
    void a_host_of_an_unknown_region_is_refused() {
        refuses(preview("FR1-L40-01"), "region", "is in none of the regions [CA1, NO1, US1]");
    }

    @Test
    void an_image_that_the_region_lacks_is_refused() {
        var body = launchOn(cloud.emptyHostOf(POOL)).replace("Debian 12", "Plan 9");

        refuses(gateway.viewer().post(PATH, body).is(200), "image_name", "CANADA-1 has no image Plan 9");
    }

    @Test
    void an_image_and_an_id_that_do_not_belong_together_are_refused() {
        refuses(preview(cloud.emptyHostOf(POOL), ", \"image_id\": 1"), "image_id", "has the id [1003] and not 1");
    }

    @Test
    void what_cannot_be_read_is_said_so() {
        cloud.fails("/hyperstack/v1/core/firewalls", "conflict");

        gateway.operator()
                .post(PATH, launchOn(cloud.emptyHostOf(POOL)))
                .isProblem(503, "cloud-unavailable")
                .says("Hyperstack's firewall");
        gateway.viewer()
                .post(PATH, launchOn(cloud.emptyHostOf(POOL)))
                .isProblem(503, "cloud-unavailable")
                .says("refused (409)", "What the cloud said is shown to operators");
    }
}
