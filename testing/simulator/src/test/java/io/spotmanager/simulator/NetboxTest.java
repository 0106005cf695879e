package io.spotmanager.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.simulator.netbox.NetboxKeys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** NetBox as its clients meet it; 60 hosts, pages of 40 rows at most. */
class NetboxTest {

    private static final String DEVICES = "/netbox/api/dcim/devices/";
    private static final String TENANTS = "/netbox/api/tenancy/tenants/";

    private final Cloud cloud = new Cloud(SimulatorOptions.defaults().withMaxLimit(40));

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void every_host_of_the_fleet_is_a_device() {
        Set<String> hosts = new HashSet<>();
        cloud.send("GET", "/_simulator/state", "", Map.of())
                .json()
                .path("hosts")
                .forEach(host -> hosts.add(host.path("host").stringValue()));
        assertThat(hosts).hasSize(60);
        assertThat(names(devices(""))).containsAll(hosts);
    }

    @Test
    void the_same_seed_gives_the_same_inventory_and_another_one_another() {
        List<JsonNode> mine = devices("");
        try (Cloud same = new Cloud(SimulatorOptions.defaults().withMaxLimit(40));
                Cloud other = new Cloud(SimulatorOptions.defaults().withSeed(7).withMaxLimit(40))) {
            assertThat(owners(devices(same, ""))).isEqualTo(owners(mine));
            assertThat(owners(devices(other, ""))).isNotEqualTo(owners(mine));
        }
    }

    @Test
    void what_was_moved_changes_no_device() {
        List<String> before = devices("").stream().map(JsonNode::toString).toList();
        String host = cloud.hostsOf(1).getFirst();
        assertThat(cloud.removeHost(1, host).status()).isEqualTo(200);
        assertThat(cloud.addHost(2, host).status()).isEqualTo(200);
        assertThat(devices("")).extracting(JsonNode::toString).isEqualTo(before);
    }

    @Test
    void a_longer_page_than_allowed_is_shortened_without_a_word() {
        JsonNode page = get(DEVICES + "?limit=1000").json();
        assertThat(page.path("results")).hasSize(40);
        assertThat(page.path("count").intValue()).isGreaterThan(60);
        assertThat(page.path("next").stringValue()).contains("limit=40").contains("offset=40");
        assertThat(get(DEVICES).json().path("results")).hasSize(40);
        assertThat(get(DEVICES + "?limit=0").json().path("results")).hasSize(40);
    }

    @Test
    void a_link_to_the_next_page_may_name_an_address_inside() {
        cloud.script("{\"fault\":\"foreign-next\"}");
        assertThat(get(DEVICES + "?limit=10").json().path("next").stringValue())
                .isEqualTo("http://netbox.inside:8001/api/dcim/devices/?limit=10&offset=10");
    }

    @Test
    void an_unknown_parameter_is_ignored_and_everything_comes() {
        int all = get(DEVICES).json().path("count").intValue();
        assertThat(get(DEVICES + "?name__in=CA1-ESC8-L40-01")
                        .json()
                        .path("count")
                        .intValue())
                .isEqualTo(all);
    }

    @Test
    void names_match_in_any_case_and_a_repeated_one_means_either() {
        assertThat(names(devices("?name=us1-h100-01&name=NO1-esc8-a100-02")))
                .containsExactlyInAnyOrder("US1-H100-01", "NO1-ESC8-A100-02");
    }

    @Test
    void a_repeated_tag_means_both() {
        assertThat(names(devices("?tag=gpu-server&tag=nvidia-l40")))
                .isNotEmpty()
                .allMatch(name -> name.contains("L40"));
        assertThat(devices("?tag=nvidia-a100-pcie&tag=nvidia-l40")).isEmpty();
    }

    @Test
    void a_value_that_does_not_exist_is_refused() {
        for (String filter : List.of("status=bogus", "tag=bogus", "tenant=bogus", "tenant_group=bogus")) {
            Reply reply = get(DEVICES + "?" + filter);
            assertThat(reply.status()).as(filter).isEqualTo(400);
            assertThat(reply.json().path(filter.split("=", -1)[0]).path(0).stringValue())
                    .isEqualTo("Select a valid choice. bogus is not one of the available choices.");
        }
    }

    @Test
    void statuses_match_each_and_one_of_them_is_of_this_installation() {
        assertThat(devices("?status=failed&status=rma"))
                .extracting(device -> device.path("status").path("value").stringValue())
                .containsOnly("failed", "rma");
        assertThat(get(DEVICES + "?status=rma")
                        .json()
                        .at("/results/0/status/label")
                        .stringValue())
                .isEqualTo("RMA");
    }

    @Test
    void a_device_names_its_tenant_and_only_the_tenant_its_group() {
        JsonNode device = devices("?tenant=acme-capital").getFirst();
        assertThat(device.path("tenant").has("group")).isFalse();
        assertThat(get(TENANTS).json().path("results"))
                .filteredOn(
                        tenant -> tenant.path("id").equals(device.path("tenant").path("id")))
                .extracting(tenant -> tenant.path("group").path("name").stringValue())
                .containsExactly("Investors");
        assertThat(get(TENANTS).json().path("results"))
                .anyMatch(tenant -> tenant.path("group").isNull());
        assertThat(devices("?tenant_group=cloud-house"))
                .extracting(each -> each.path("tenant").path("name").stringValue())
                .containsOnly("Cloud Operations");
    }

    @Test
    void some_devices_have_no_name_no_tenant_or_no_word_about_links_and_two_have_the_same_name() {
        List<JsonNode> all = devices("");
        assertThat(all).anyMatch(device -> device.path("name").isNull());
        assertThat(all).anyMatch(device -> device.path("tenant").isNull());
        assertThat(all).anyMatch(device -> device.at("/custom_fields/NVLinks").isNull());
        assertThat(all).anyMatch(device -> device.at("/custom_fields/NVLinks").asBoolean(false));
        List<String> names =
                names(all).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        assertThat(names).hasSize(new HashSet<>(names).size() + 1);
    }

    @Test
    void a_host_that_runs_servers_or_waits_in_a_spot_pool_is_not_broken() {
        Set<String> broken = Set.copyOf(names(devices("?status=failed&status=rma&status=offline")));
        assertThat(broken).hasSizeGreaterThanOrEqualTo(2);
        JsonNode state = cloud.send("GET", "/_simulator/state", "", Map.of()).json();
        assertThat(state.path("hosts")
                        .valueStream()
                        .filter(host -> broken.contains(host.path("host").stringValue())))
                .hasSameSizeAs(broken)
                .allMatch(host -> host.path("servers").isEmpty())
                .noneMatch(host -> host.path("aggregates").toString().contains("-spot"));
    }

    @Test
    void an_old_version_calls_the_role_otherwise_and_knows_no_second_kind_of_token() {
        assertThat(get(DEVICES).json().at("/results/0").has("role")).isTrue();
        cloud.script("{\"fault\":\"old-version\"}");
        Reply old = get(DEVICES);
        assertThat(old.header("API-Version")).isEqualTo("3.7");
        assertThat(old.json().at("/results/0").has("device_role")).isTrue();
        assertThat(old.json().at("/results/0").has("role")).isFalse();
        assertThat(as("Bearer " + NetboxKeys.SECOND_KIND, DEVICES).status()).isEqualTo(403);
    }

    @Test
    void both_kinds_of_tokens_are_let_in_and_anything_else_is_403() {
        assertThat(as("Bearer " + NetboxKeys.SECOND_KIND, DEVICES).status()).isEqualTo(200);
        assertThat(as("Token " + NetboxKeys.SECOND_KIND, DEVICES).status()).isEqualTo(200);
        assertThat(detail("Token 00000000")).isEqualTo("Invalid v1 token");
        assertThat(detail("Bearer nbt_0.0")).isEqualTo("Invalid v2 token");
        assertThat(detail("nonsense")).isEqualTo("Authentication credentials were not provided.");
    }

    @Test
    void nothing_can_be_written() {
        assertThat(send("POST", DEVICES, "[{\"name\":\"X\"}]").status()).isEqualTo(403);
        assertThat(send("DELETE", DEVICES + "1/", "").status()).isEqualTo(403);
    }

    @Test
    void without_its_last_slash_an_address_is_another_one() {
        Reply reply = get("/netbox/api/dcim/devices?limit=1");
        assertThat(reply.status()).isEqualTo(301);
        assertThat(reply.header("Location")).isEqualTo(DEVICES + "?limit=1");
    }

    @Test
    void it_fails_in_its_own_words_and_its_proxy_with_a_page() {
        cloud.script("{\"fault\":\"error-before\",\"match\":{\"path\":\"offset=\"}},"
                + "{\"fault\":\"error-before\",\"status\":502,\"match\":{\"path\":\"tenants\"}}");
        assertThat(get(DEVICES).status()).isEqualTo(200);
        Reply middle = get(DEVICES + "?offset=40");
        assertThat(middle.status()).isEqualTo(500);
        assertThat(middle.json().has("netbox_version")).isTrue();
        Reply proxy = get(TENANTS);
        assertThat(proxy.status()).isEqualTo(502);
        assertThat(proxy.text()).startsWith("<html>");
    }

    @Test
    void a_token_that_may_see_nothing_gets_empty_lists() {
        cloud.script("{\"fault\":\"no-rows\"}");
        assertThat(get(DEVICES).json().path("count").intValue()).isZero();
    }

    private String detail(String authorization) {
        Reply reply = as(authorization, DEVICES);
        assertThat(reply.status()).isEqualTo(403);
        return reply.json().path("detail").stringValue();
    }

    private static List<String> names(List<JsonNode> devices) {
        return devices.stream()
                .flatMap(device -> Stream.ofNullable(device.path("name").stringValue(null)))
                .toList();
    }

    private static List<String> owners(List<JsonNode> devices) {
        return devices.stream()
                .map(device -> device.at("/tenant/name").asString(""))
                .toList();
    }

    private List<JsonNode> devices(String query) {
        return devices(cloud, query);
    }

    private static List<JsonNode> devices(Cloud cloud, String query) {
        List<JsonNode> all = new ArrayList<>();
        String next = DEVICES + query;
        while (next != null) {
            JsonNode page = cloud.send("GET", next, "", token()).json();
            page.path("results").forEach(all::add);
            String link = page.path("next").stringValue(null);
            next = link == null
                    ? null
                    : link.substring(cloud.baseUrl().toString().length());
        }
        return all;
    }

    private Reply get(String path) {
        return send("GET", path, "");
    }

    private Reply send(String method, String path, String body) {
        return cloud.send(method, path, body, token());
    }

    private Reply as(String authorization, String path) {
        return cloud.send("GET", path, "", Map.of("Authorization", authorization));
    }

    private static Map<String, String> token() {
        return Map.of("Authorization", "Token " + NetboxKeys.FIRST_KIND);
    }
}
