package io.spotmanager.clouds.openstack;

import static io.spotmanager.clouds.openstack.ScriptedCloud.fault;
import static io.spotmanager.clouds.openstack.ScriptedCloud.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.openstack.ScriptedCloud.Reply;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.compute.HiddenTenant;
import io.spotmanager.domain.compute.HiddenTenant.Kind;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.compute.HostTenants.Place;
import io.spotmanager.domain.compute.HostTenants.Unchecked;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.pool.TenantRules;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has resources of a host, told by answers that a Nova 26 and a placement 8 gave for their kinds. */
class TenantReadsTest {
    private static final String HOST = "H1";
    private static final String NODE = "74c1e09d-5865-4d0e-9af3-eeaca2337215";
    private static final String SERVER = "cacbedf2-499c-4693-a477-c95462a1ea25";
    private static final String MIGRATION = "c168f4e8-e4bc-47ef-976b-41ec73e0edc3";

    private final ScriptedCloud script = new ScriptedCloud();
    private final OpenStackCloud cloud = OpenStackCloud.connect(script.settings(), Clock.systemUTC());
    private final List<String> asked = new ArrayList<>();

    /** By the beginning of path and query; the longest that fits answers. */
    private final Map<String, Reply> nova = new LinkedHashMap<>();

    private final Map<String, Reply> placement = new LinkedHashMap<>();

    TenantReadsTest() {
        nova.put(
                "/v2.1/os-services?",
                json(
                        200,
                        "{\"services\": [{\"binary\": \"nova-compute\", \"host\": \"H1\", \"status\": \"enabled\", \"state\": \"up\"}]}"));
        nova.put("/v2.1/os-aggregates", json(200, "{\"aggregates\": []}"));
        nova.put("/v2.1/servers/detail?", json(200, "{\"servers\": []}"));
        nova.put("/v2.1/os-migrations", json(200, "{\"migrations\": []}"));
        nova.put("/v2.1/os-hypervisors/detail?", hypervisors("H1", NODE));
        nova.put("/v2.1/servers/", fault(404, "itemNotFound", "Instance could not be found."));
        placement.put("/placement/resource_providers?in_tree=" + NODE, providers(NODE));
        placement.put("/placement/resource_providers/" + NODE, allocations());
        script.usual =
                exchange -> routed(nova, exchange.getRequestURI().toString()).to(exchange);
        script.placement = exchange ->
                routed(placement, exchange.getRequestURI().toString()).to(exchange);
    }

    @AfterEach
    void close() {
        script.close();
    }

    private synchronized Reply routed(Map<String, Reply> replies, String uri) {
        asked.add(uri);
        return replies.entrySet().stream()
                .filter(each -> uri.startsWith(each.getKey()))
                .max(Comparator.comparingInt(each -> each.getKey().length()))
                .map(Map.Entry::getValue)
                .orElseGet(() -> fault(404, "itemNotFound", "nothing at " + uri));
    }

    @Test
    void a_host_of_which_nobody_has_anything_is_empty() {
        assertThat(tenants()).isEqualTo(new HostTenants(List.of(), List.of(), List.of()));
        assertThat(tenants().inUse()).isFalse();
    }

    @Test
    void a_resize_that_waits_for_its_confirmation_elsewhere_still_has_the_host() {
        placement.put("/placement/resource_providers/" + NODE, allocations(MIGRATION));
        nova.put("/v2.1/os-migrations", migrations("finished", "resize"));
        nova.put("/v2.1/servers/" + SERVER, server("VERIFY_RESIZE", "H2"));

        assertThat(only(Kind.MIGRATION).text())
                .isEqualTo(
                        "has a migration of type resize from H1 to H2 that is not over (status finished: it waits to be confirmed or reverted)");
        assertThat(only(Kind.MIGRATION).name()).isEqualTo("web");
    }

    @Test
    void a_soft_deleted_server_still_has_the_host() {
        nova.put("/v2.1/os-aggregates", json(200, "{\"aggregates\": []}"));
        nova.put("/v2.1/servers/detail?", json(200, "{\"servers\": [" + serverBody("SOFT_DELETED", "H1") + "]}"));
        placement.put("/placement/resource_providers/" + NODE, allocations(SERVER));

        assertThat(only(Kind.SOFT_DELETED).id()).isEqualTo(SERVER);
        assertThat(tenants().servers()).isEmpty();
    }

    @Test
    void a_server_that_is_being_built_has_its_host_before_nova_lists_it_there() {
        placement.put("/placement/resource_providers/" + NODE, allocations(SERVER));
        nova.put("/v2.1/servers/" + SERVER, server("BUILD", null));

        assertThat(only(Kind.ALLOCATION).text()).contains("status BUILD", "host none");
    }

    @Test
    void an_allocation_on_a_provider_below_the_hosts_own_counts() {
        placement.put("/placement/resource_providers?in_tree=" + NODE, providers(NODE, "gpu-child"));
        placement.put("/placement/resource_providers/gpu-child", allocations(SERVER));
        nova.put("/v2.1/servers/" + SERVER, server("BUILD", null));

        assertThat(tenants().inUse()).isTrue();
    }

    @Test
    void every_compute_node_of_the_hosts_service_counts_and_its_own_name_does_not_matter() {
        nova.put("/v2.1/os-hypervisors/detail?", hypervisors("H1", NODE, "H1", "second-node"));
        placement.put("/placement/resource_providers?in_tree=second-node", providers("second-node"));
        placement.put("/placement/resource_providers/second-node", allocations(SERVER));
        nova.put("/v2.1/servers/" + SERVER, server("BUILD", null));

        assertThat(tenants().inUse()).isTrue();
    }

    @Test
    void an_allocation_of_a_server_that_no_longer_exists_is_left_over_and_no_tenant() {
        placement.put("/placement/resource_providers/" + NODE, allocations(SERVER));

        assertThat(only(Kind.LEFT_OVER).id()).isEqualTo(SERVER);
        assertThat(tenants().inUse()).isFalse();
    }

    @Test
    void an_allocation_that_cannot_be_explained_is_a_tenants() {
        placement.put("/placement/resource_providers/" + NODE, allocations(SERVER));
        nova.put("/v2.1/os-migrations", fault(403, "forbidden", "Policy doesn't allow it."));

        assertThat(only(Kind.ALLOCATION).text()).contains("migrations cannot be read: 403");

        nova.put("/v2.1/os-migrations", json(200, "{\"migrations\": []}"));
        nova.put("/v2.1/servers/" + SERVER, fault(500, "computeFault", "boom"));
        assertThat(only(Kind.ALLOCATION).text()).contains("does not tell whose");
    }

    @Test
    void a_placement_that_cannot_be_read_makes_the_host_unknown_not_empty() {
        placement.put("/placement/resource_providers/" + NODE, fault(500, "computeFault", "boom"));
        assertThat(cloud.tenantsOn(HOST)).isInstanceOf(CloudResult.Indeterminate.class);

        placement.put("/placement/resource_providers?in_tree=" + NODE, providers());
        assertThat(cloud.tenantsOn(HOST).problem()).contains("placement has no resource provider " + NODE);
    }

    @Test
    void a_nova_without_any_hypervisor_makes_the_host_unknown_not_empty() {
        nova.put("/v2.1/os-hypervisors/detail?", json(200, "{\"hypervisors\": []}"));

        assertThat(cloud.tenantsOn(HOST).problem()).contains("no hypervisors at all");
    }

    @Test
    void a_host_whose_compute_node_is_not_listed_is_one_that_a_person_has_to_vouch_for() {
        nova.put("/v2.1/os-hypervisors/detail?", hypervisors("H2", NODE));

        assertThat(tenants().unchecked())
                .containsExactly(new Unchecked(Place.COMPUTE_NODE, "Nova lists no hypervisor of this host"));
        assertThat(TenantRules.ofLaunch(HOST, tenants()).result()).isEqualTo(Check.Result.REFUSED);
    }

    @Test
    void without_placement_a_failed_migration_of_a_server_that_nova_does_not_show_counts() {
        placement.put("/placement/resource_providers?in_tree=" + NODE, fault(403, "forbidden", "not allowed"));
        nova.put("/v2.1/os-migrations", migrations("error", "resize"));
        nova.put("/v2.1/servers/" + SERVER, fault(500, "computeFault", "Unexpected API Error."));

        assertThat(tenants().inUse()).isTrue();
    }

    @Test
    void migrations_that_are_over_are_not_kept() {
        nova.put("/v2.1/os-migrations", migrations("completed", "live-migration"));
        assertThat(cloud.migrations().found().orElseThrow()).isEmpty();

        nova.put("/v2.1/os-migrations", migrations("finished", "resize"));
        assertThat(cloud.migrations().found().orElseThrow()).hasSize(1);
    }

    @Test
    void a_host_in_a_cell_that_nova_cannot_reach_is_unknown_not_empty() {
        nova.put(
                "/v2.1/os-services?",
                json(
                        200,
                        "{\"services\": [{\"binary\": \"nova-compute\", \"host\": \"H1\", \"status\": \"UNKNOWN\"}]}"));

        assertThat(cloud.tenantsOn(HOST).problem()).contains("cannot reach the cell of H1");
        assertThat(cloud.computeService(HOST).problem()).contains("cannot reach the cell of H1");
        assertThat(cloud.computeServices().found().orElseThrow().getFirst().known())
                .isFalse();
    }

    @Test
    void credentials_that_may_not_ask_placement_fall_back_to_novas_lists_and_say_so() {
        nova.put("/v2.1/os-migrations", migrations("finished", "resize"));
        nova.put("/v2.1/servers/" + SERVER, server("VERIFY_RESIZE", "H2"));
        placement.clear();
        placement.put("/placement/", fault(403, "forbidden", "not yours"));

        assertThat(only(Kind.MIGRATION).id()).isEqualTo(SERVER);
        assertThat(tenants().unchecked()).extracting(Unchecked::place).containsExactly(Place.PLACEMENT);
        assertThat(cloud.askPlacement()).isInstanceOf(CloudResult.Rejected.class);

        nova.put("/v2.1/os-migrations", fault(403, "forbidden", "not yours"));
        assertThat(tenants().unchecked())
                .extracting(Unchecked::place)
                .containsExactly(Place.PLACEMENT, Place.MIGRATIONS);
    }

    /** Nova's lists decide where placement may not be asked, not where it did not understand. */
    @ParameterizedTest
    @ValueSource(ints = {400, 405, 406, 409, 410, 422})
    void a_placement_that_refuses_the_question_makes_the_host_unknown_not_empty(int status) {
        placement.put(
                "/placement/resource_providers/" + NODE,
                json(status, "{\"errors\": [{\"status\": %d, \"detail\": \"odd\"}]}".formatted(status)));

        assertThat(cloud.tenantsOn(HOST)).isInstanceOf(CloudResult.Indeterminate.class);
        assertThat(cloud.tenantsOn(HOST).readProblem()).contains("placement refuses the question (" + status);
    }

    /** One API process may have lost a cell that another one, which listed the services, can reach. */
    @Test
    void without_placement_an_empty_list_is_compared_with_the_list_of_all_servers() {
        script.placement = fault(403, "forbidden", "no");
        nova.put("/v2.1/servers/detail?all_tenants=1&host=", json(200, "{\"servers\": []}"));
        nova.put(
                "/v2.1/servers/detail?all_tenants=1",
                json(200, "{\"servers\": [{\"id\": \"x\", \"status\": \"UNKNOWN\", \"tenant_id\": \"p\"}]}"));

        assertThat(cloud.tenantsOn(HOST).readProblem()).contains("cannot reach a cell", HOST);
    }

    @Test
    void a_token_that_placement_alone_refuses_does_not_stop_the_other_calls() {
        placement.clear();
        placement.put("/placement/", ScriptedCloud.unauthorized());

        assertThat(tenants().unchecked()).extracting(Unchecked::place).containsExactly(Place.PLACEMENT);
        assertThat(cloud.serversOn(HOST).ok()).isTrue();
    }

    @Test
    void a_cloud_without_placement_in_its_catalog_falls_back_to_novas_lists() {
        script.placementType = "something-else";

        assertThat(tenants().unchecked().getFirst().why()).contains("no placement service");
    }

    @Test
    void a_tree_of_providers_without_the_hosts_own_does_not_show_the_host_empty() {
        placement.put("/placement/resource_providers?in_tree=" + NODE, providers("another"));
        placement.put("/placement/resource_providers/another", allocations());

        assertThat(cloud.tenantsOn(HOST).readProblem()).contains("no resource provider " + NODE);
    }

    /** One of Ironic's services has many nodes, and one that cannot be read may be this host's. */
    @Test
    void a_compute_node_that_cannot_be_read_may_be_one_more_of_the_hosts() {
        String odd = "{\"id\": \"x\", \"service\": null}";
        String own = "{\"id\": \"%s\", \"hypervisor_type\": \"%s\", \"service\": {\"host\": \"H1\"}}";
        nova.put(
                "/v2.1/os-hypervisors/detail?",
                json(200, "{\"hypervisors\": [%s, %s]}".formatted(odd, own.formatted(NODE, "ironic"))));
        assertThat(cloud.tenantsOn(HOST).readProblem()).contains("hypervisor", "cannot be read");

        nova.put(
                "/v2.1/os-hypervisors/detail?",
                json(200, "{\"hypervisors\": [%s, %s]}".formatted(odd, own.formatted(NODE, "QEMU"))));
        assertThat(tenants().inUse()).isFalse();
    }

    @Test
    void a_compute_node_that_could_not_be_read_is_not_forgotten_for_the_next_host() {
        nova.put("/v2.1/os-hypervisors/detail?", json(200, """
                {"hypervisors": [{"id": "x", "service": null},
                  {"id": "n2", "hypervisor_type": "QEMU", "service": {"host": "H2"}},
                  {"id": "%s", "hypervisor_type": "ironic", "service": {"host": "H1"}}]}""".formatted(NODE)));
        cloud.tenantsOn("H2");

        assertThat(cloud.tenantsOn(HOST).readProblem()).contains("hypervisor", "cannot be read");
    }

    /** Nova's database on MySQL compares names of hosts without case, so both spellings are one host. */
    @Test
    void a_migration_that_spells_the_host_in_another_case_holds_it() {
        placement.put("/placement/resource_providers/" + NODE, allocations(MIGRATION));
        nova.put("/v2.1/os-migrations", json(200, """
                {"migrations": [{"uuid": "%s", "source_compute": "h1", "dest_compute": "H2", "instance_uuid": "%s",
                  "status": "finished", "migration_type": "resize"}]}""".formatted(MIGRATION, SERVER)));
        nova.put("/v2.1/servers/" + SERVER, server("VERIFY_RESIZE", "H2"));

        assertThat(only(Kind.MIGRATION).name()).isEqualTo("web");
    }

    @Test
    void an_older_nova_is_asked_in_a_microversion_that_it_knows() {
        var old = new ArrayList<String>();
        script.usual = exchange -> {
            String version = exchange.getRequestHeaders().getFirst("OpenStack-API-Version");
            old.add(version);
            (Integer.parseInt(version.substring("compute 2.".length())) > 60
                            ? fault(406, "computeFault", "Version 2.69 is not supported by the API.")
                            : routed(nova, exchange.getRequestURI().toString()))
                    .to(exchange);
        };

        assertThat(tenants().inUse()).isFalse();
        assertThat(tenants().inUse()).isFalse();
        assertThat(old).filteredOn(each -> each.equals("compute 2.69")).hasSize(1);
    }

    /** Nova's words name the newest version: what is newer is not asked for, either. */
    @Test
    void a_version_beyond_the_newest_is_not_asked_for() {
        var asked = new ArrayList<String>();
        script.usual = exchange -> {
            String version = exchange.getRequestHeaders().getFirst("OpenStack-API-Version");
            asked.add(version);
            (Integer.parseInt(version.substring("compute 2.".length())) > 60
                            ? fault(
                                    406,
                                    "computeFault",
                                    "Version 2.69 is not supported by the API. Minimum is 2.1 and maximum is 2.60.")
                            : json(200, "{\"flavors\": [], \"servers\": []}"))
                    .to(exchange);
        };
        cloud.servers();
        cloud.flavors();

        assertThat(asked).filteredOn(each -> each.equals("compute 2.69")).hasSize(1);
        assertThat(asked).doesNotContain("compute 2.61").contains("compute 2.47");
    }

    /** Placement before 1.14 has no nested providers, so that a node's own allocations are all there are. */
    @Test
    void an_older_placement_is_asked_for_the_allocations_of_the_node_alone() {
        var asked = new ArrayList<String>();
        script.placement = exchange -> {
            String version = exchange.getRequestHeaders().getFirst("OpenStack-API-Version");
            asked.add(version);
            (version.equals("placement 1.0") ? allocations(SERVER) : json(406, """
                                    {"errors": [{"status": 406, "title": "Not Acceptable", "detail": "Invalid microversion: Unacceptable version header: 1.14",
                                      "max_version": "1.10", "min_version": "1.0"}]}""")).to(exchange);
        };
        nova.put("/v2.1/servers/" + SERVER, server("ACTIVE", "H1"));

        assertThat(tenants().inUse()).isTrue();
        assertThat(tenants().unchecked()).isEmpty();
        assertThat(asked).containsExactly("placement 1.14", "placement 1.0", "placement 1.0");
    }

    @Test
    void an_empty_host_costs_five_calls_and_four_when_its_compute_nodes_are_known() {
        tenants();
        int first = asked.size();
        tenants();

        assertThat(first).isEqualTo(5);
        assertThat(asked.size() - first).isEqualTo(4);
    }

    private HostTenants tenants() {
        return cloud.tenantsOn(HOST).found().orElseThrow();
    }

    private HiddenTenant only(Kind kind) {
        var hidden = tenants().hidden();
        assertThat(hidden).hasSize(1);
        assertThat(hidden.getFirst().kind()).isEqualTo(kind);
        return hidden.getFirst();
    }

    private static Reply hypervisors(String... hostsAndNodes) {
        var entries = new ArrayList<String>();
        for (var i = 0; i < hostsAndNodes.length; i += 2) {
            entries.add(
                    "{\"id\": \"%s\", \"hypervisor_hostname\": \"%s.example.org\", \"service\": {\"id\": \"s\", \"host\": \"%s\"}}"
                            .formatted(hostsAndNodes[i + 1], hostsAndNodes[i + 1], hostsAndNodes[i]));
        }
        return json(200, "{\"hypervisors\": " + entries + "}");
    }

    private static Reply providers(String... uuids) {
        return json(
                200,
                "{\"resource_providers\": "
                        + List.of(uuids).stream()
                                .map("{\"uuid\": \"%s\"}"::formatted)
                                .toList()
                        + "}");
    }

    private static Reply allocations(String... consumers) {
        return json(
                200,
                "{\"allocations\": {"
                        + String.join(
                                ",",
                                List.of(consumers).stream()
                                        .map("\"%s\": {\"resources\": {\"VCPU\": 28}}"::formatted)
                                        .toList())
                        + "}, \"resource_provider_generation\": 5}");
    }

    private static Reply migrations(String status, String type) {
        return json(200, """
                {"migrations": [{"id": 1, "uuid": "%s", "source_compute": "H1", "dest_compute": "H2", "instance_uuid": "%s",
                  "status": "%s", "migration_type": "%s"}]}""".formatted(MIGRATION, SERVER, status, type));
    }

    private static Reply server(String status, @Nullable String host) {
        return json(200, "{\"server\": " + serverBody(status, host) + "}");
    }

    private static String serverBody(String status, @Nullable String host) {
        return "{\"id\": \"%s\", \"name\": \"web\", \"status\": \"%s\", \"tenant_id\": \"p\", \"OS-EXT-SRV-ATTR:host\": %s}"
                .formatted(SERVER, status, host == null ? "null" : "\"" + host + "\"");
    }
}
