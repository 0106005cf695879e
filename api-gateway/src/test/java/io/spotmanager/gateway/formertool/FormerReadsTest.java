package io.spotmanager.gateway.formertool;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import io.spotmanager.gateway.fixture.SimulatedCloud;
import io.spotmanager.gateway.fixture.Surroundings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Scripts that were written for the former tool send their requests and read the fields that they read there: luis15pt/openstack-spot-manager
 * 56ffbad, app_routes.py.
 */
@GatewayTest
class FormerReadsTest {
    private final Gateway gateway;
    private final SimulatedCloud cloud;

    FormerReadsTest(Gateway gateway) {
        this.gateway = gateway;
        this.cloud = gateway.cloud();
    }

    @BeforeEach
    void the_cloud_was_read() {
        gateway.readsTheCloud();
    }

    @Test
    void a_type_has_its_columns_beside_its_pools() {
        var l40 = get("/api/aggregates/L40");

        assertThat(at(l40, "gpu_type")).isEqualTo("L40");
        assertThat(at(l40, "spot/name")).isEqualTo("L40-n3-spot");
        assertThat(at(l40, "runpod/name")).isEqualTo("L40-n3-runpod");
        assertThat(at(l40, "ondemand/variants/0/aggregate")).startsWith("L40-n3");
        assertThat(names(l40, "spot")).isEqualTo(spotHosts());
        assertThat(l40.path("pools").valueStream().map(pool -> at(pool, "name")))
                .contains("L40-n3", "L40-n3-spot");
        for (var column : List.of("ondemand", "runpod", "spot", "contracts", "outofstock")) {
            assertThat(at(l40, column + "/gpu_summary/gpu_usage_ratio"))
                    .as(column)
                    .matches("\\d+/\\d+");
            assertThat(l40.path(column).path("hosts").isArray()).as(column).isTrue();
        }
        assertThat(at(l40, "contracts/name")).matches("Contracts \\(\\d+ contracts\\)");
        assertThat(l40.path("contracts").path("contracts_list").isArray()).isTrue();
    }

    @Test
    void the_overview_sums_the_columns_that_are_sold() {
        var l40 = get("/api/aggregates/L40");
        var used = 0;
        for (var column : List.of("ondemand", "runpod", "spot", "contracts")) {
            used += l40.path(column).path("gpu_summary").path("gpu_used").asInt();
        }

        assertThat(l40.path("gpu_overview").path("total_gpu_used").asInt()).isEqualTo(used);
        assertThat(at(l40, "gpu_overview/gpu_usage_ratio")).startsWith(used + "/");
        assertThat(l40.path("gpu_overview").path("gpu_usage_percentage").asDouble())
                .isBetween(0.0, 100.0);
        assertThat(l40.path("performance_stats").path("total_hosts").asInt()).isPositive();
    }

    @Test
    void a_host_has_its_former_fields_and_says_which_of_them_were_not_read() {
        var busy = cloud.busyHostOf("L40-n3");
        gateway.tamper(
                "update host set tenant = null, owner_group = null, nvlinks = null where name <> '%s'".formatted(busy),
                "update host set tenant = 'Acme', owner_group = 'NGC', nvlinks = true, netbox_url = 'https://netbox/dcim/devices/17/' where name = '%s'"
                        .formatted(busy),
                "update snapshot set generation = generation + 1");
        var hosts = get("/api/aggregates/L40")
                .path("ondemand")
                .path("hosts")
                .valueStream()
                .toList();

        var known = hosts.stream()
                .filter(host -> at(host, "name").equals(busy))
                .findFirst()
                .orElseThrow();
        assertThat(at(known, "hostname")).isEqualTo(busy);
        assertThat(known.path("vm_count").asInt()).isPositive();
        assertThat(known.path("has_vms").asBoolean()).isTrue();
        assertThat(at(known, "tenant")).isEqualTo("Acme");
        assertThat(at(known, "owner_group")).isEqualTo("NGC");
        assertThat(known.path("nvlinks").asBoolean()).isTrue();
        assertThat(known.path("netbox_device_id").asInt()).isEqualTo(17);
        assertThat(at(known, "gpu_usage_ratio"))
                .isEqualTo(known.path("gpu_used").asInt() + "/"
                        + known.path("gpu_capacity").asInt());
        assertThat(at(known, "variant")).startsWith("L40-n3");
        assertThat(known.has("not_read")).isFalse();

        var unknown = hosts.stream()
                .filter(host -> !at(host, "name").equals(busy))
                .findFirst()
                .orElseThrow();
        assertThat(at(unknown, "tenant")).isEqualTo("Unknown");
        assertThat(at(unknown, "owner_group")).isEqualTo("Unknown");
        assertThat(unknown.path("nvlinks").isBoolean()).isTrue();
        assertThat(unknown.path("not_read").valueStream().map(JsonNode::asString))
                .containsExactly("tenant", "owner_group", "nvlinks");
    }

    @Test
    void the_former_parameters_are_taken() {
        var summary = get("/api/aggregates/L40?summary_only=true");
        assertThat(summary.path("summary_only").asBoolean()).isTrue();
        assertThat(summary.path("spot").path("host_count").asInt())
                .isEqualTo(spotHosts().size());
        assertThat(summary.path("spot").path("host_names").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(spotHosts());

        assertThat(names(get("/api/aggregates/L40?include_vms=false&include_gpu_info=False"), "spot"))
                .isEqualTo(spotHosts());
        gateway.viewer().get("/api/aggregates/L40?include_vmz=false").blames("include_vmz");
        assertThat(get("/api/aggregates/L40?columns=false").has("spot")).isFalse();
    }

    @Test
    void one_column_is_read_alone() {
        var spot = get("/api/aggregates/L40/spot");

        assertThat(at(spot, "gpu_type")).isEqualTo("L40");
        assertThat(names(spot, "spot")).isEqualTo(spotHosts());
        assertThat(spot.has("runpod")).isFalse();
        assertThat(at(get("/api/aggregates/L40/L40-n3-spot"), "pool/name")).isEqualTo("L40-n3-spot");
    }

    @Test
    void what_is_out_of_stock_is_a_type_of_its_own() {
        var out = get("/api/aggregates/outofstock");

        assertThat(at(out, "gpu_type")).isEqualTo("outofstock");
        assertThat(at(out, "outofstock/name")).isEqualTo("Out of Stock");
        assertThat(names(out, "outofstock")).contains(cloud.disabledHost(), cloud.hostInNoPool());
        assertThat(out.path("outofstock").path("hosts").valueStream())
                .allSatisfy(host -> assertThat(at(host, "outofstock_reason")).isNotBlank());
    }

    @Test
    void contracts_are_listed_with_their_hosts() {
        var type = get("/api/gpu-types")
                .path("gpu_types")
                .valueStream()
                .map(each -> at(each, "gpu_type"))
                .filter(each -> !get("/api/contract-aggregates/" + each)
                        .path("contracts")
                        .isEmpty())
                .findFirst()
                .orElseThrow();
        var contract = get("/api/contract-aggregates/" + type).path("contracts").path(0);

        assertThat(at(contract, "name")).isEqualTo(at(contract, "aggregate")).containsIgnoringCase("contract-");
        assertThat(contract.path("host_count").asInt())
                .isEqualTo(contract.path("hosts").size());
        assertThat(at(contract, "hosts/0/hostname")).isNotBlank();
        assertThat(at(contract, "hosts/0/contract_name")).isEqualTo(at(contract, "name"));
        assertThat(get("/api/contract-aggregates/" + type).path("pools")).isNotEmpty();
    }

    @Test
    void types_have_their_pools_and_are_names_where_that_is_asked_for() {
        var types = get("/api/gpu-types");
        assertThat(at(types, "aggregates/L40/spot")).isEqualTo("L40-n3-spot");
        assertThat(at(types, "aggregates/L40/ondemand_variants/0/aggregate")).startsWith("L40-n3");
        assertThat(at(types, "gpu_types/0/gpu_type")).isNotBlank();

        var names = get("/api/gpu-types?form=names");
        assertThat(names.path("gpu_types").valueStream().map(JsonNode::asString))
                .contains("L40");
        assertThat(at(names, "gpu_type_details/0/gpu_type")).isNotBlank();
        gateway.viewer().get("/api/gpu-types?form=list").blames("form");
    }

    @Test
    void types_are_names_for_everybody_where_the_setting_says_so() {
        var settings = new HashMap<>(Map.of("spot.former-tool.gpu-types", "names"));
        try (var other = Surroundings.anotherGateway(settings)) {
            var types = Gateway.of(other).viewer().get("/api/gpu-types").is(200).json();
            assertThat(types.path("gpu_types").valueStream().map(JsonNode::asString))
                    .contains("L40");

            var objects = Gateway.of(other)
                    .viewer()
                    .get("/api/gpu-types?form=objects")
                    .is(200)
                    .json();
            assertThat(at(objects, "gpu_types/0/gpu_type")).isNotBlank();
        }
    }

    @Test
    void vms_of_a_host_have_their_former_names() {
        var host = cloud.busyHostOf("L40-n3");
        var vms = get("/api/host-vms/" + host);
        var vm = vms.path("vms").path(0);

        assertThat(vms.path("count").asInt()).isEqualTo(vms.path("vms").size()).isPositive();
        assertThat(at(vm, "Name")).isEqualTo(at(vm, "name"));
        assertThat(at(vm, "ID")).isEqualTo(at(vm, "id"));
        assertThat(at(vm, "Status")).isEqualTo(at(vm, "status"));
        assertThat(at(vm, "Flavor")).isEqualTo(at(vm, "flavor"));
        assertThat(at(vm, "Project")).isEqualTo(at(vm, "project_id"));
        assertThat(List.of(at(vm, "Image"), at(vm, "User"), at(vm, "Updated"))).containsOnly("N/A");
        assertThat(vm.has("Created")).isTrue();
    }

    @Test
    void the_log_lists_each_command_with_what_came_of_it() {
        var host = cloud.emptyHostOf("L40-n3-spot");
        gateway.worker().carriesOut(gateway.acceptedMoveOf(host));
        gateway.worker().triesInVain(gateway.acceptedMoveOf(host));

        var log = gateway.operator().get("/api/command-log").is(200).json(); // what a cloud said is not for viewers

        assertThat(log.path("count").asInt()).isEqualTo(2);
        var done = log.path("commands").path(0);
        assertThat(at(done, "command")).isEqualTo("openstack aggregate add host L40-n3 " + host);
        assertThat(at(done, "type")).isEqualTo("executed");
        assertThat(done.path("success").asBoolean()).isTrue();
        assertThat(done.path("returncode").asInt()).isZero();
        assertThat(at(done, "timestamp")).isNotBlank();
        assertThat(done.path("id").isIntegralNumber()).isTrue();
        var failed = log.path("commands").path(1);
        assertThat(failed.path("success").asBoolean()).isFalse();
        assertThat(at(failed, "type")).isEqualTo("error");
        assertThat(at(failed, "stderr")).contains("500 Unexpected API Error");
        assertThat(at(failed, "stdout")).isEmpty();
        assertThat(failed.path("id").asLong()).isGreaterThan(done.path("id").asLong());
        assertThat(log.path("items")).hasSize(2);
    }

    @Test
    void images_of_all_regions_are_listed_in_pages() {
        gateway.knowsTheCatalogue();
        var images = get("/api/hyperstack/images");
        var image = images.path("images").path(0);

        assertThat(images.path("success").asBoolean()).isTrue();
        assertThat(images.path("count").asInt())
                .isEqualTo(images.path("images").size())
                .isPositive();
        assertThat(images.path("groups").asInt()).isPositive();
        assertThat(at(image, "region_name")).isNotBlank();
        assertThat(at(image, "green_status")).isEqualTo("UNKNOWN");
        assertThat(image.path("is_public").isBoolean()).isTrue();
        var page = get("/api/hyperstack/images?include_public=true&page=2&per_page=1");
        assertThat(page.path("images")).hasSize(1);
        assertThat(page.path("images").path(0)).isEqualTo(images.path("images").path(1));
        gateway.viewer().get("/api/hyperstack/images?per_page=0").blames("per_page");
    }

    private List<String> spotHosts() {
        return Objects.requireNonNull(cloud.pools().get("L40-n3-spot"));
    }

    private JsonNode get(String path) {
        Reply reply = gateway.viewer().get(path).is(200);
        return reply.json();
    }

    private static String at(JsonNode node, String path) {
        return node.at("/" + path).asString("");
    }

    private static List<String> names(JsonNode type, String column) {
        return type.path(column)
                .path("hosts")
                .valueStream()
                .map(host -> at(host, "name"))
                .sorted()
                .toList();
    }
}
