package io.spotmanager.clouds.openstack;

import static io.spotmanager.clouds.openstack.ScriptedCloud.fault;
import static io.spotmanager.clouds.openstack.ScriptedCloud.html;
import static io.spotmanager.clouds.openstack.ScriptedCloud.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.openstack.ScriptedCloud.Reply;
import io.spotmanager.clouds.openstack.ScriptedCloud.Seen;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.NotSent;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.compute.Project;
import io.spotmanager.domain.compute.Server;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Nova's lists mean when they are cut short, when their pages move, and when a row is strange. */
class NovaListsTest {
    private static final String TWO_SERVICES = """
            {"services": [{"binary": "nova-compute", "host": "H1", "status": "enabled", "state": "up", "zone": "nova"}, %s]}""";
    private static final String UP =
            "{\"binary\": \"nova-compute\", \"host\": \"H2\", \"status\": \"enabled\", \"state\": \"up\", \"zone\": \"nova\"}";
    private static final String DOWN = "{\"binary\": \"nova-compute\", \"host\": \"H2\", \"status\": \"UNKNOWN\"}";

    private final ScriptedCloud script = new ScriptedCloud();
    private final OpenStackCloud cloud = OpenStackCloud.connect(script.settings(), Clock.systemUTC());

    @AfterEach
    void stop() {
        script.close();
    }

    /** A full first page has no UNKNOWN servers, and no further page has any (seen on release 26 with max_limit = 5). */
    @Test
    void a_list_of_servers_in_several_pages_is_whole_only_if_the_services_know_every_cell() {
        script.nova.add(page(server("s1", "H1"), "http://x/servers/detail?all_tenants=1&marker=s1"));
        script.nova.add(json(200, "{\"servers\": [" + server("s2", "H1") + "]}"));
        script.nova.add(json(200, TWO_SERVICES.formatted(DOWN)));
        assertThat(cloud.servers().readProblem()).contains("cannot reach a cell", "1 compute services are UNKNOWN");

        script.nova.add(page(server("s1", "H1"), "http://x/servers/detail?all_tenants=1&marker=s1"));
        script.nova.add(json(200, "{\"servers\": [" + server("s2", "H1") + "]}"));
        script.nova.add(json(200, TWO_SERVICES.formatted(UP)));
        assertThat(cloud.servers().found().orElseThrow()).extracting(Server::id).containsExactly("s1", "s2");
    }

    @Test
    void a_list_of_servers_in_one_page_needs_no_other_call() {
        script.nova.add(json(200, "{\"servers\": [" + server("s1", "H1") + "]}"));

        assertThat(cloud.servers().ok()).isTrue();
        assertThat(script.novaSaw).hasSize(1);
    }

    /** Nova shows nothing but the status of a service in an unreachable cell, so a state comes from a cell that answered. */
    @Test
    void a_service_that_does_not_tell_whether_it_is_enabled_leaves_all_but_its_own_host_clear() {
        String silent = "{\"binary\": \"nova-compute\", \"host\": \"H2\", \"state\": \"up\", \"zone\": \"nova\"}";
        script.usual = exchange -> (exchange.getRequestURI().toString().contains("os-services")
                        ? json(200, TWO_SERVICES.formatted(silent))
                        : json(200, "{\"servers\": [], \"aggregates\": []}"))
                .to(exchange);

        assertThat(cloud.networks().serversNamed("web").ok()).isTrue();
        assertThat(cloud.computeService("H1").ok()).isTrue();
        assertThat(cloud.computeService("H2").readProblem()).contains("does not tell whether", "H2");
        assertThat(cloud.computeServices().found().orElseThrow())
                .filteredOn(service -> !service.isTold())
                .containsExactly(ComputeService.untold("H2", true, "nova"));
    }

    /** Nova removes a host from its aggregates when its service is deleted, so a host in one has a service. */
    @Test
    void on_a_nova_that_cannot_say_unknown_a_host_of_an_aggregate_without_a_service_is_unreachable() {
        Reply tooNew = fault(406, "computeFault", "Version 2.69 is not supported by the API.");
        script.usual = exchange -> {
            String uri = exchange.getRequestURI().toString();
            boolean old = "compute 2.69".equals(exchange.getRequestHeaders().getFirst("OpenStack-API-Version"));
            Reply reply = old
                    ? tooNew
                    : uri.contains("os-services")
                            ? json(200, TWO_SERVICES.formatted(UP.replace("H2", "H3")))
                            : uri.contains("os-aggregates")
                                    ? json(200, "{\"aggregates\": [" + aggregate("A", "\"h1\", \"H2\"") + "]}")
                                    : json(200, "{\"servers\": [" + server("s1", "H1") + "]}");
            reply.to(exchange);
        };

        assertThat(cloud.servers().readProblem()).contains("cannot reach a cell");
        assertThat(cloud.computeServices().found().orElseThrow())
                .filteredOn(service -> !service.known())
                .extracting(ComputeService::host)
                .containsExactly("H2");
        assertThat(cloud.computeService("H2")).isInstanceOf(Indeterminate.class);
        assertThat(cloud.tenantsOn("H2")).isInstanceOf(Indeterminate.class);
    }

    @Test
    void a_marker_that_is_purged_between_two_pages_makes_the_list_start_again_once() {
        script.nova.add(page(server("s1", "H1"), "http://x/servers/detail?marker=s1"));
        script.nova.add(fault(400, "badRequest", "marker [s1] not found"));
        script.nova.add(json(200, "{\"servers\": [" + server("s2", "H1") + "]}"));

        assertThat(cloud.serversOn("H1").found().orElseThrow())
                .extracting(Server::id)
                .containsExactly("s2");

        for (int i = 0; i < 2; i++) {
            script.nova.add(page(server("s1", "H1"), "http://x/servers/detail?marker=s1"));
            script.nova.add(fault(400, "badRequest", "Marker s1 could not be found."));
        }
        assertThat(cloud.serversOn("H1")).isEqualTo(new Rejected<List<Server>>(400, "“Marker s1 could not be found.”"));
        assertThat(script.nova).isEmpty();
    }

    @Test
    void a_link_that_drops_the_filters_does_not_change_what_is_asked_for() {
        script.nova.add(page(server("s1", "H1"), "http://proxy.invalid/servers/detail?marker=s1"));
        script.nova.add(json(200, "{\"servers\": []}"));

        assertThat(cloud.softDeletedServers().ok()).isTrue();
        assertThat(script.novaSaw.getLast().line())
                .contains("all_tenants=1", "soft_deleted=True", "status=SOFT_DELETED", "limit=1000", "marker=s1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"http://x\"",
                "{\"rel\": \"next\"}",
                "[{\"rel\": \"next\"}]",
                "[{\"rel\": \"next\", \"href\": null}]",
                "[{\"rel\": \"next\", \"href\": \"http://x/servers/detail?limit=5\"}]",
                "[{\"rel\": \"next\", \"href\": \"http://x/servers/detail?limit=5&marker=\"}]",
                "[{\"rel\": \"next\", \"href\": {\"a\": 1}}]",
                "[null]",
                "[\"next\"]"
            })
    void a_page_whose_successor_cannot_be_told_is_not_the_last_one(String links) {
        script.usual = json(200, "{\"servers\": [], \"servers_links\": " + links + "}");

        assertThat(cloud.serversOn("H1")).isInstanceOf(Indeterminate.class);
    }

    @Test
    void pages_that_lead_back_to_one_another_are_no_list() {
        script.usual = exchange -> page(
                        server("s1", "H1"),
                        "http://x/servers/detail?marker="
                                + (exchange.getRequestURI().toString().endsWith("marker=a") ? "b" : "a"))
                .to(exchange);

        assertThat(cloud.serversOn("H1").readProblem()).contains("do not end");
    }

    @Test
    void a_server_that_moves_from_one_page_to_the_next_counts_once() {
        script.nova.add(page(server("s1", "H1") + "," + server("s2", "H1"), "http://x/servers/detail?marker=s2"));
        script.nova.add(json(200, "{\"servers\": [" + server("s2", "H1") + "," + server("s3", "H1") + "]}"));

        assertThat(cloud.serversOn("H1").found().orElseThrow())
                .extracting(Server::id)
                .containsExactly("s1", "s2", "s3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "\"text\"",
                "[]",
                "{}",
                "{\"name\": \"n\", \"status\": \"ACTIVE\", \"OS-EXT-SRV-ATTR:host\": \"H1\"}",
                "{\"id\": {}, \"OS-EXT-SRV-ATTR:host\": \"H1\"}",
                "{\"id\": \"s9\", \"status\": \"ACTIVE\", \"OS-EXT-SRV-ATTR:host\": [\"H1\"]}",
                "{\"id\": \"s9\", \"status\": \"ACTIVE\", \"OS-EXT-SRV-ATTR:host\": {\"name\": \"H1\"}}",
                "{\"id\": \"s9\", \"status\": \"ACTIVE\"}"
            })
    void a_server_whose_id_or_host_cannot_be_read_makes_the_list_unclear(String strange) {
        script.usual = json(200, "{\"servers\": [" + server("s1", "H1") + "," + strange + "]}");

        assertThat(cloud.servers()).isInstanceOf(Indeterminate.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"name\": null, \"status\": \"ACTIVE\"",
                "\"name\": {\"x\": [1, 2]}, \"status\": \"ACTIVE\"",
                "\"name\": 7, \"status\": 8, \"tenant_id\": 9, \"created\": 10, \"flavor\": 11",
                "\"status\": null, \"tenant_id\": null, \"flavor\": null",
                "\"status\": \"A_NEW_WORD\", \"flavor\": {\"original_name\": [], \"extra_specs\": \"none\"}",
                "\"name\": \"\\u0000\\uD83D\\uDE00 'quotes' <b>\", \"new_field\": [{\"deep\": {}}]"
            })
    void a_server_with_strange_fields_that_decide_nothing_is_on_its_host_all_the_same(String fields) {
        script.usual = json(
                200,
                "{\"servers\": [%s, {\"id\": \"s9\", \"OS-EXT-SRV-ATTR:host\": \"H2\", %s}]}"
                        .formatted(server("s1", "H1"), fields));

        assertThat(cloud.servers().found().orElseThrow())
                .extracting(Server::id, Server::host)
                .contains(org.assertj.core.groups.Tuple.tuple("s9", "H2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"A\"",
                "{\"id\": 9, \"name\": null, \"hosts\": []}",
                "{\"id\": 9, \"name\": \"no hosts\"}",
                "{\"id\": 9, \"name\": \"odd hosts\", \"hosts\": {}}",
                "{\"id\": {}, \"name\": \"odd id\", \"hosts\": []}",
                "{\"id\": \"nine\", \"name\": \"odd id\", \"hosts\": []}"
            })
    void a_strange_aggregate_is_left_out_and_told(String strange) {
        script.usual = json(200, "{\"aggregates\": [" + strange + "," + aggregate("A", "\"H1\"") + "]}");

        assertThat(cloud.aggregates().found().orElseThrow())
                .extracting(Aggregate::name)
                .containsExactly("A");
        assertThat(cloud.leftOut()).containsOnlyKeys("aggregates");
        assertThat(cloud.leftOut().get("aggregates"))
                .startsWith("1 of OpenStack's aggregates cannot be read and is left out; the first: an aggregate ");

        script.usual = json(200, "{\"aggregates\": [" + aggregate("A", "\"H1\"") + "]}");
        cloud.aggregates();
        assertThat(cloud.leftOut()).isEmpty();
    }

    @Test
    void an_aggregate_keeps_what_can_be_read_of_its_hosts_and_metadata() {
        script.usual = json(200, """
                {"aggregates": [{"id": "7", "name": "A", "hosts": ["H1", null, {"x": 1}], "availability_zone": null,
                  "metadata": {"gpu": "L40", "count": 4, "odd": null, "odder": {}}}]}""");

        assertThat(cloud.aggregates().found().orElseThrow())
                .containsExactly(new Aggregate(7, "A", List.of("H1"), null, Map.of("gpu", "L40", "count", "4")));
        assertThat(cloud.leftOut().get("aggregates")).contains("a host without a name in the aggregate “A”");
    }

    /** A move that does not see the host in its source would add it to its target all the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": null, \"name\": \"B\", \"hosts\": [\"H9\", \"H1\"]}",
                "{\"id\": 8, \"name\": {}, \"hosts\": [\"H1\"]}",
                "{\"id\": 8, \"name\": \"B\", \"hosts\": null}",
                "{\"id\": 8, \"name\": \"B\"}",
                "{\"id\": 8, \"name\": \"B\", \"hosts\": [\"H2\", null]}",
                "null"
            })
    void an_aggregate_that_may_hide_a_host_is_unclear_to_those_who_decide_about_that_host(String strange) {
        script.usual = json(
                200,
                "{\"aggregates\": [{\"id\": 7, \"name\": \"A\", \"hosts\": [\"H2\"], \"metadata\": {}}, %s]}"
                        .formatted(strange));

        assertThat(cloud.aggregatesFor("H1")).isInstanceOf(Indeterminate.class);
        assertThat(cloud.aggregatesFor("H1").problem()).contains("whether H1 is in an aggregate that cannot be read");
        assertThat(cloud.aggregates().ok()).isTrue();
    }

    @Test
    void a_list_without_any_aggregate_says_nothing_of_a_host() {
        script.usual = json(200, "{\"aggregates\": []}");

        assertThat(cloud.aggregatesFor("H1"))
                .isEqualTo(
                        new Indeterminate<>("Nova lists no aggregate at all, so it is not known which one H1 is in"));
        assertThat(cloud.aggregates().found()).contains(List.of());
    }

    @Test
    void an_aggregate_that_cannot_be_read_hides_no_host_that_it_does_not_hold() {
        script.usual = json(
                200,
                "{\"aggregates\": [{\"id\": 7, \"name\": \"A\", \"hosts\": [\"H1\"]}, {\"id\": {}, \"name\": \"B\", \"hosts\": [\"H2\"]}]}");

        assertThat(cloud.aggregatesFor("H1").found().orElseThrow()).hasSize(1);
    }

    /** The address of the catalog names no version, so the document at Nova's root is read anyway. */
    @Test
    void a_version_document_tells_which_microversions_need_not_be_tried() {
        script.computeUrl = script.url("/root");
        script.versions = json(200, """
                {"versions": [{"id": "v2.0", "status": "SUPPORTED", "version": "", "min_version": "",
                   "links": [{"rel": "self", "href": "http://nova/v2/"}]},
                  {"id": "v2.1", "status": "CURRENT", "version": "2.53", "min_version": "2.1",
                   "links": [{"rel": "self", "href": "http://nova/v2.1/"}]}]}""");
        script.usual = json(200, "{\"servers\": [], \"services\": [], \"aggregates\": []}");

        assertThat(cloud.serversOn("H1").ok()).isTrue();
        assertThat(cloud.servers().ok()).isTrue();
        assertThat(script.novaSaw)
                .extracting(Seen::microversion)
                .contains("compute 2.47")
                .doesNotContain("compute 2.69");
    }

    /** Its cell may be out of reach for the moment: the list is short then, without a word. */
    @Test
    void a_service_that_is_not_listed_is_not_changed_and_nobody_has_refused_it() {
        script.usual = json(200, "{\"services\": []}");

        assertThat(cloud.enableService("H1")).isInstanceOf(NotSent.class);
        assertThat(cloud.disableService("H1", "drain")).isInstanceOf(NotSent.class);
        assertThat(script.novaSaw).allMatch(seen -> seen.line().startsWith("GET "));
    }

    /** As it is, the address leads to no API, and a process would keep it for its life. */
    @ParameterizedTest
    @ValueSource(ints = {200, 429, 502, 503})
    void a_root_that_cannot_tell_its_versions_for_a_moment_is_asked_again(int status) {
        script.computeUrl = script.url("/root");
        script.versions = html(status, "<h1>Back soon</h1>");
        script.usual = json(200, "{\"aggregates\": []}");
        assertThat(cloud.aggregates()).isInstanceOf(NotSent.class);
        assertThat(script.novaSaw).isEmpty();

        script.versions = json(300, """
                {"versions": [{"id": "v2.1", "status": "CURRENT", "version": "2.93", "min_version": "2.1",
                   "links": [{"rel": "self", "href": "http://nova/v2.1/"}]}]}""");
        assertThat(cloud.aggregates().ok()).isTrue();
        assertThat(script.novaSaw)
                .singleElement()
                .satisfies(seen -> assertThat(seen.line()).contains("/v2.1/"));
    }

    /** Nova's is 400 (recorded), Neutron's is 404 (recorded). */
    @Test
    void a_marker_that_neutron_no_longer_knows_is_no_reason_to_give_up() {
        var asked = new java.util.concurrent.atomic.AtomicInteger();
        script.networks = exchange -> {
            boolean first = exchange.getRequestURI().getQuery().equals("name=storage");
            int count = asked.incrementAndGet();
            (first && count == 1
                            ? json(200, """
                                    {"networks": [{"id": "n1", "name": "storage"}],
                                     "networks_links": [{"rel": "next", "href": "http://x/v2.0/networks?name=storage&marker=n1"}]}""")
                            : first
                                    ? json(200, "{\"networks\": [{\"id\": \"n2\", \"name\": \"storage\"}]}")
                                    : json(404, """
                                            {"NeutronError": {"type": "NetworkNotFound", "message": "Network n1 could not be found.", "detail": ""}}"""))
                    .to(exchange);
        };

        assertThat(cloud.networks().networks("storage").found().orElseThrow())
                .extracting(io.spotmanager.domain.vm.Network::id)
                .containsExactly("n2");
    }

    /** Found with random changes of recorded answers. */
    @Test
    void a_changed_aggregate_with_metadata_that_has_no_value_is_read() {
        script.usual = json(
                200,
                "{\"aggregate\": {\"id\": 1, \"name\": \"A\", \"hosts\": [\"H1\"], \"metadata\": {\"gpu\": null, \"a\": \"b\"}}}");

        assertThat(cloud.addHost(1, "H1").found().orElseThrow())
                .isEqualTo(new Aggregate(1, "A", List.of("H1"), null, Map.of("a", "b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{\"port_id\": \"p\"}", "{\"net_id\": \"n\"}"})
    void an_interface_that_cannot_be_read_makes_the_list_unclear(String row) {
        script.usual = json(
                200,
                "{\"interfaceAttachments\": [{\"port_id\": \"p1\", \"net_id\": \"n1\", \"fixed_ips\": [null]}, %s]}"
                        .formatted(row));

        assertThat(cloud.networks().interfaces("s").problem())
                .contains("an interface")
                .doesNotContain("client failed");
    }

    @Test
    void a_network_that_cannot_be_read_may_be_a_second_one_of_its_name() {
        script.networks = json(
                200,
                "{\"networks\": [{\"id\": \"n1\", \"name\": \"storage\"}, {\"id\": null, \"name\": \"storage\"}]}");

        assertThat(cloud.networks().networks("storage")).isInstanceOf(Indeterminate.class);
    }

    @Test
    void strange_services_projects_and_flavors_are_left_out_and_told() {
        script.usual = json(200, """
                {"services": [null, {"binary": "nova-compute", "host": null}, {"binary": 7}, {"binary": "nova-conductor"},
                  {"binary": "nova-compute", "host": "H1", "status": "enabled", "state": "up", "disabled_reason": {}, "zone": []},
                  {"binary": "nova-compute", "host": "H2", "status": {}}]}""");
        script.projects =
                json(200, "{\"projects\": [{\"id\": \"p\", \"name\": \"acme\"}, {\"id\": null, \"name\": \"x\"}, 5]}");

        assertThat(cloud.computeServices().found().orElseThrow())
                .containsExactly(new ComputeService("H1", true, true, null, ""), ComputeService.unknown("H2"));
        assertThat(cloud.projects().found().orElseThrow()).containsExactly(new Project("p", "acme"));
        script.usual = json(200, """
                {"flavors": [{"id": "1", "name": null, "extra_specs": {}}, "odd",
                  {"id": "2", "name": "b", "extra_specs": {"resources:VGPU": 1, "odd": {}, "none": null}}]}""");
        assertThat(cloud.flavors().found().orElseThrow())
                .containsExactly(new Flavor("b", Map.of("resources:VGPU", "1")));
        assertThat(cloud.leftOut()).containsOnlyKeys("services", "projects", "flavors");
    }

    @Test
    void only_a_migration_that_may_hold_a_host_has_to_be_readable() {
        script.usual = json(200, """
                {"migrations": [{"id": 1, "status": "completed", "instance_uuid": null},
                  {"id": 2, "status": "error", "instance_uuid": "s", "source_compute": "H1", "dest_compute": null}]}""");
        assertThat(cloud.migrations().found().orElseThrow()).hasSize(1);

        script.usual = json(200, "{\"migrations\": [{\"id\": 1, \"status\": \"migrating\", \"instance_uuid\": null}]}");
        assertThat(cloud.migrations().readProblem()).contains("that is not over", "server cannot be read");
        script.usual = json(
                200,
                "{\"migrations\": [{\"id\": 1, \"status\": \"migrating\", \"instance_uuid\": \"s\", \"source_compute\": {}}]}");
        assertThat(cloud.migrations().readProblem()).contains("hosts cannot be read");
    }

    /** As {@code /v2} of release 26 answered: no microversions, so a server has its flavor as id and links. */
    @Test
    void a_flavor_that_is_only_an_id_is_read_with_its_extra_specs() {
        Reply list = json(200, """
                {"servers": [{"id": "s1", "name": "n", "status": "ACTIVE", "tenant_id": "p", "OS-EXT-SRV-ATTR:host": "H1",
                   "flavor": {"id": "f-1", "links": []}},
                  {"id": "s2", "name": "n", "status": "ACTIVE", "tenant_id": "p", "OS-EXT-SRV-ATTR:host": "H1",
                   "flavor": {"id": "f-1", "links": []}}]}""");
        script.nova.add(list);
        script.nova.add(json(200, "{\"flavor\": {\"id\": \"f-1\", \"name\": \"odd\", \"vcpus\": 8}}"));
        script.nova.add(json(200, "{\"extra_specs\": {\"pci_passthrough:alias\": \"h100:8\"}}"));

        assertThat(cloud.servers().found().orElseThrow())
                .extracting(Server::flavor)
                .containsOnly(new Flavor("odd", Map.of("pci_passthrough:alias", "h100:8")));
        assertThat(script.novaSaw)
                .extracting(Seen::line)
                .contains("GET /v2.1/flavors/f-1", "GET /v2.1/flavors/f-1/os-extra_specs");

        script.nova.add(list);
        script.nova.add(fault(404, "itemNotFound", "Flavor f-1 could not be found."));
        assertThat(cloud.servers().readProblem()).contains("flavor f-1 of server s1", "GPUs are not known", "/v2.1");
    }

    @Test
    void flavors_without_extra_specs_are_read_one_by_one() {
        script.nova.add(json(200, "{\"flavors\": [{\"id\": \"f 1\", \"name\": \"odd\"}]}"));
        script.nova.add(json(200, "{\"extra_specs\": {\"resources:VGPU\": \"1\"}}"));

        assertThat(cloud.flavors().found().orElseThrow())
                .containsExactly(new Flavor("odd", Map.of("resources:VGPU", "1")));
        assertThat(script.novaSaw.getLast().line()).isEqualTo("GET /v2.1/flavors/f%201/os-extra_specs");
    }

    private static Reply page(String servers, String next) {
        return json(
                200,
                "{\"servers\": [%s], \"servers_links\": [{\"rel\": \"next\", \"href\": \"%s\"}]}"
                        .formatted(servers, next));
    }

    private static String server(String id, String host) {
        return """
                {"id": "%s", "name": "n-%s", "status": "ACTIVE", "tenant_id": "p", "OS-EXT-SRV-ATTR:host": "%s",
                 "flavor": {"original_name": "n3-L40x1", "extra_specs": {}}}""".formatted(id, id, host);
    }

    private static String aggregate(String name, String hosts) {
        return "{\"id\": 1, \"name\": \"%s\", \"hosts\": [%s], \"availability_zone\": null, \"metadata\": {}}"
                .formatted(name, hosts);
    }
}
