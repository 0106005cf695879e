package io.spotmanager.clouds.openstack;

import static io.spotmanager.clouds.openstack.ScriptedCloud.fault;
import static io.spotmanager.clouds.openstack.ScriptedCloud.json;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.Project;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.domain.vm.Network;
import java.time.Clock;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that something cut short, or that contradicts itself, never counts as the whole list. */
class ShortenedListsTest {

    private final ScriptedCloud script = new ScriptedCloud();
    private final OpenStackCloud cloud = OpenStackCloud.connect(script.settings(), Clock.systemUTC());

    @AfterEach
    void stop() {
        script.close();
    }

    /** Lists that a proxy could answer instead of Nova. */
    private enum OfNova {
        AGGREGATES("aggregates", OpenStackCloud::aggregates),
        SERVICES("services", OpenStackCloud::computeServices),
        SERVERS("servers", OpenStackCloud::servers),
        FLAVORS("flavors", OpenStackCloud::flavors),
        MIGRATIONS("migrations", OpenStackCloud::migrations);

        private final String key;
        private final Function<OpenStackCloud, CloudResult<?>> read;

        OfNova(String key, Function<OpenStackCloud, CloudResult<?>> read) {
            this.key = key;
            this.read = read;
        }

        String empty() {
            return "{\"" + key + "\": []}";
        }
    }

    /** 203 says that a proxy changed the answer, 206 that it is a part of one. No API here answers with either. */
    @ParameterizedTest
    @ValueSource(ints = {203, 206})
    void a_success_that_is_not_the_services_whole_own_answer_is_unclear(int status) {
        for (OfNova list : OfNova.values()) {
            script.usual = json(status, list.empty());

            assertThat(list.read.apply(cloud)).as(list.key).isInstanceOf(Indeterminate.class);
        }
        script.usual = json(status, ScriptedCloud.AGGREGATE);
        assertThat(cloud.addHost(1, "H1")).isInstanceOf(Indeterminate.class);
    }

    @ParameterizedTest
    @EnumSource
    void two_documents_in_one_answer_are_no_list(OfNova list) {
        script.usual = json(200, list.empty() + list.empty());

        assertThat(list.read.apply(cloud)).isInstanceOf(Indeterminate.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_list_that_comes_twice_in_one_document_is_no_list(OfNova list) {
        script.usual = json(200, "{\"%s\": [{\"id\": 1}], \"%s\": []}".formatted(list.key, list.key));

        assertThat(list.read.apply(cloud)).isInstanceOf(Indeterminate.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_list_of_which_no_row_can_be_read_is_not_an_empty_one(OfNova list) {
        script.usual = json(
                200,
                "{\"%s\": [%s, %s]}"
                        .formatted(
                                list.key,
                                "{\"binary\": \"nova-compute\", \"status\": \"running\"}",
                                "{\"binary\": \"nova-compute\", \"status\": \"running\"}"));

        assertThat(list.read.apply(cloud)).isInstanceOf(Indeterminate.class);
    }

    /**
     * Nova adds a link to every page that has as many items as were asked for, also to the last one
     * (nova/api/openstack/common.py, {@code _get_collection_links}).
     */
    @Test
    void a_full_page_that_lost_its_link_is_not_the_last_one() {
        script.usual = json(200, "{\"flavors\": [" + flavors(1000) + "]}");
        assertThat(cloud.flavors().readProblem()).contains("as many as were asked for", "no link");

        script.usual = json(200, "{\"flavors\": [" + flavors(999) + "]}");
        assertThat(cloud.flavors().found().orElseThrow()).hasSize(999);
    }

    @Test
    void a_proxy_that_ignores_the_marker_gives_the_same_page_again_and_no_list() {
        script.usual = json(200, """
                {"flavors": [{"name": "a", "extra_specs": {}}],
                 "flavors_links": [{"rel": "previous", "href": "http://x/"}, {"rel": "next", "href": "http://x/?marker=a"}]}""");

        assertThat(cloud.flavors().readProblem()).contains("do not end (2 read)");
    }

    /** Keystone cuts its lists at [DEFAULT] list_limit and says so in the answer, without a link to the rest. */
    @Test
    void projects_that_keystone_cut_are_told() {
        script.projects = json(200, "{\"projects\": [{\"id\": \"p\", \"name\": \"acme\"}], \"truncated\": true}");
        assertThat(cloud.projects().found().orElseThrow()).containsExactly(new Project("p", "acme"));
        assertThat(cloud.leftOut().get("projects")).contains("list_limit");

        script.projects =
                json(200, "{\"projects\": [{\"id\": \"p\", \"name\": \"acme\"}], \"links\": {\"next\": null}}");
        cloud.projects();
        assertThat(cloud.leftOut()).isEmpty();
    }

    @Test
    void projects_in_pages_are_read_to_the_last_one() {
        script.projects = exchange -> (exchange.getRequestURI().toString().contains("marker=p")
                        ? json(
                                200,
                                "{\"projects\": [{\"id\": \"q\", \"name\": \"globex\"}], \"links\": {\"next\": null}}")
                        : json(
                                200,
                                "{\"projects\": [{\"id\": \"p\", \"name\": \"acme\"}], \"links\": {\"next\": \"http://x/v3/projects?marker=p&limit=1\"}}"))
                .to(exchange);

        assertThat(cloud.projects().found().orElseThrow())
                .extracting(Project::id)
                .containsExactly("p", "q");
    }

    /** Neutron pages by its own pagination_max_limit, so a network of the same name may be on the next page. */
    @Test
    void networks_in_pages_are_read_to_the_last_one() {
        script.networks = exchange -> (exchange.getRequestURI().toString().contains("marker=n1")
                        ? json(200, "{\"networks\": [" + network("n2") + "]}")
                        : json(
                                200,
                                "{\"networks\": [%s], \"networks_links\": [{\"rel\": \"next\", \"href\": \"http://x/v2.0/networks?name=storage&marker=n1\"}]}"
                                        .formatted(network("n1"))))
                .to(exchange);

        assertThat(cloud.networks().networks("storage").found().orElseThrow())
                .extracting(Network::id)
                .containsExactly("n1", "n2");
    }

    @Test
    void of_two_services_of_a_host_the_one_that_takes_no_servers_counts() {
        script.usual = json(
                200,
                "{\"services\": [%s, %s, %s]}"
                        .formatted(
                                service("H1", "disabled", "up"),
                                service("H1", "enabled", "up"),
                                service("H2", "enabled", "down")));
        assertThat(cloud.computeServices().found().orElseThrow())
                .extracting(ComputeService::host, ComputeService::enabled)
                .containsExactlyInAnyOrder(tuple("H1", false), tuple("H2", true));

        script.usual = json(
                200,
                "{\"services\": [%s, %s]}".formatted(service("H1", "enabled", "up"), service("H1", "UNKNOWN", "up")));
        assertThat(cloud.computeServices().found().orElseThrow())
                .singleElement()
                .isEqualTo(ComputeService.unknown("H1"));
    }

    /** A policy that hides hosts leaves the field out; a server that Nova has on no host has the field with null. */
    @Test
    void one_server_that_runs_on_no_host_does_not_hide_the_hosts_of_the_others() {
        script.usual = json(200, "{\"servers\": [%s, %s]}".formatted(server("s1", "null"), server("s2", "\"H1\"")));

        assertThat(cloud.servers().found().orElseThrow()).extracting(Server::id).containsExactly("s1", "s2");
        assertThat(cloud.leftOut().get("servers")).contains("s1", "no host");
    }

    /** As a fleet that is shut off would look to credentials that may not see hosts (recorded for a member of a project). */
    @ParameterizedTest
    @ValueSource(strings = {"ACTIVE", "SHUTOFF", "SUSPENDED", "SOFT_DELETED", "ERROR", "A_NEW_WORD"})
    void servers_without_the_field_for_their_hosts_do_not_count_as_servers_on_none(String status) {
        script.usual = json(
                200,
                "{\"servers\": [{\"id\": \"s1\", \"name\": \"web\", \"status\": \"%s\", \"tenant_id\": \"p\"}]}"
                        .formatted(status));

        assertThat(cloud.servers()).isInstanceOf(Indeterminate.class);
        assertThat(cloud.servers().problem()).contains("may see hosts");
        assertThat(cloud.softDeletedServers()).isInstanceOf(Indeterminate.class);
    }

    @Test
    void a_text_that_the_database_cannot_hold_spoils_nothing() {
        script.usual =
                json(200, "{\"servers\": [%s]}".formatted(server("s1", "\"H1\"").replace("web", "w\\u0000eb")));

        assertThat(cloud.servers().found().orElseThrow())
                .extracting(Server::name)
                .containsExactly("web");
    }

    @Test
    void a_microversion_that_a_proxy_repeats_is_the_one_that_was_asked_for() {
        script.usual = exchange -> {
            exchange.getResponseHeaders().set("OpenStack-API-Version", "compute 2.61, compute 2.61");
            json(200, "{\"flavors\": []}").to(exchange);
        };

        assertThat(cloud.flavors().ok()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF", "  \n"})
    void what_stands_before_the_document_and_means_nothing_is_passed_over(String before) {
        script.usual = json(200, before + "{\"aggregates\": []}");

        assertThat(cloud.aggregates().ok()).isTrue();
    }

    @Test
    void a_refusal_inside_a_success_is_no_list_and_no_refusal() {
        script.usual = json(200, "{\"forbidden\": {\"code\": 403, \"message\": \"no\"}}");
        assertThat(cloud.aggregates()).isInstanceOf(Indeterminate.class);
        assertThat(cloud.addHost(1, "H1")).isInstanceOf(Indeterminate.class);

        script.usual = exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        };
        assertThat(cloud.aggregates()).isInstanceOf(Indeterminate.class);
        assertThat(cloud.addHost(1, "H1")).isInstanceOf(Indeterminate.class);
    }

    @Test
    void a_list_that_may_not_be_read_is_a_refusal_and_names_the_policy() {
        script.usual = fault(403, "forbidden", "Policy doesn't allow os_compute_api:os-services:list to be performed.");

        assertThat(cloud.computeServices().problem()).contains("os-services:list");
    }

    private static String flavors(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"name\": \"f%d\", \"extra_specs\": {}}".formatted(i))
                .collect(joining(","));
    }

    private static String network(String id) {
        return "{\"id\": \"%s\", \"name\": \"storage\", \"status\": \"ACTIVE\"}".formatted(id);
    }

    private static String service(String host, String status, String state) {
        return "{\"binary\": \"nova-compute\", \"host\": \"%s\", \"status\": \"%s\", \"state\": \"%s\", \"zone\": \"nova\"}"
                .formatted(host, status, state);
    }

    private static String server(String id, String host) {
        return """
                {"id": "%s", "name": "web", "status": "ACTIVE", "tenant_id": "p", "OS-EXT-SRV-ATTR:host": %s,
                 "flavor": {"original_name": "n3-L40x1", "extra_specs": {}}}""".formatted(id, host);
    }
}
