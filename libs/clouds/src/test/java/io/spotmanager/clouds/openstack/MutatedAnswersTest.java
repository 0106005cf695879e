package io.spotmanager.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.spotmanager.clouds.fixture.Fuzz;
import io.spotmanager.clouds.fixture.JsonMutator;
import io.spotmanager.clouds.openstack.ScriptedCloud.Reply;
import io.spotmanager.domain.call.CloudResult;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Answers of Nova, placement and Keystone with random changes. Each read returns a classified answer and never throws.
 * {@code -Dspot.fuzz.seed} repeats a run, {@code -Dspot.fuzz.rounds} makes it longer.
 */
class MutatedAnswersTest {
    private static final long SEED = Long.getLong("spot.fuzz.seed", System.nanoTime());
    private static final int ROUNDS = Integer.getInteger("spot.fuzz.rounds", 150);

    /** As recorded on release 26 and placement 8, shortened. By the beginning of the path, longest first. */
    private static final Map<String, String> RECORDED = new TreeMap<>(Map.of(
            "/v2.1/os-aggregates", """
                    {"aggregates": [{"id": 1, "name": "L40-n3", "hosts": ["H1", "H2"], "availability_zone": null, "metadata": {"gpu": "L40"},
                      "created_at": "2026-11-28T02:12:21.000000", "updated_at": null, "deleted_at": null, "deleted": false}]}""",
            "/v2.1/servers/detail", """
                    {"servers": [{"id": "6d26bb24", "name": "web", "status": "ACTIVE", "tenant_id": "p", "created": "2026-11-28T20:16:45Z",
                       "OS-EXT-SRV-ATTR:host": "H1", "flavor": {"original_name": "n3-L40x1", "extra_specs": {"pci_passthrough:alias": "l40:1"}}},
                      {"id": "1df64057", "status": "UNKNOWN", "tenant_id": "p", "created": "2026-11-28T20:16:08Z", "links": []}],
                     "servers_links": [{"rel": "next", "href": "http://127.0.0.1:8774/v2.1/servers/detail?all_tenants=1&marker=1df64057"}]}""",
            "/v2.1/servers/", """
                    {"server": {"id": "6d26bb24", "name": "web", "status": "ACTIVE", "tenant_id": "p", "OS-EXT-SRV-ATTR:host": "H2",
                      "flavor": {"id": "f1", "links": []}}}""",
            "/v2.1/flavors", """
                    {"flavors": [{"id": "f1", "name": "n3-L40x1", "extra_specs": {"resources:VGPU": "1"}}],
                     "flavor": {"id": "f1", "name": "n3-L40x1"}, "extra_specs": {"resources:VGPU": "1"}}""",
            "/v2.1/os-services", """
                    {"services": [{"binary": "nova-compute", "host": "H1", "status": "enabled", "state": "up", "zone": "nova",
                       "disabled_reason": null}, {"binary": "nova-compute", "host": "H2", "status": "UNKNOWN"}]}""",
            "/v2.1/os-migrations", """
                    {"migrations": [{"id": 1, "uuid": "c168f4e8", "source_compute": "H1", "dest_compute": "H2", "instance_uuid": "6d26bb24",
                      "status": "finished", "migration_type": "resize"}], "migrations_links": []}""",
            "/v2.1/os-hypervisors", """
                    {"hypervisors": [{"id": "ca6494be", "hypervisor_type": "QEMU", "service": {"id": "s", "host": "H1"}}]}""",
            "/placement/resource_providers?", "{\"resource_providers\": [{\"uuid\": \"ca6494be\", \"name\": \"H1\"}]}",
            "/placement/resource_providers/",
                    "{\"allocations\": {\"6d26bb24\": {\"resources\": {\"VCPU\": 1}}}, \"resource_provider_generation\": 5}",
            "/v3/projects", "{\"projects\": [{\"id\": \"p\", \"name\": \"acme\"}], \"links\": {\"next\": null}}"));

    /** More than {@link Map#of} takes. */
    private static final Map<String, String> MORE = Map.of(
            "/v2.1/os-aggregates/1/action", ScriptedCloud.AGGREGATE,
            "/v2.1/servers/6d26bb24/os-interface", """
                    {"interfaceAttachments": [{"port_id": "p1", "net_id": "n1", "port_state": "ACTIVE", "fixed_ips": [{"ip_address": "10.0.0.1"}]}],
                     "interfaceAttachment": {"port_id": "p1", "net_id": "n1", "port_state": "ACTIVE", "fixed_ips": []}}""",
            "/network/v2.0/networks", """
                    {"networks": [{"id": "n1", "name": "storage-net", "status": "ACTIVE", "admin_state_up": true, "shared": true,
                       "project_id": "p"}], "networks_links": [{"rel": "next", "href": "http://x/v2.0/networks?marker=n1"}]}""",
            "/root/", """
                    {"versions": [{"id": "v2.0", "status": "SUPPORTED", "version": "", "min_version": "", "links": [{"rel": "self", "href": "http://x/v2/"}]},
                      {"id": "v2.1", "status": "CURRENT", "version": "2.93", "min_version": "2.1", "links": [{"rel": "self", "href": "http://x/v2.1/"}]}]}""");

    private static final List<Function<OpenStackCloud, CloudResult<?>>> READS = List.of(
            OpenStackCloud::aggregates,
            OpenStackCloud::servers,
            OpenStackCloud::softDeletedServers,
            OpenStackCloud::migrations,
            OpenStackCloud::flavors,
            OpenStackCloud::projects,
            OpenStackCloud::computeServices,
            OpenStackCloud::askPlacement,
            cloud -> cloud.computeService("H1"),
            cloud -> cloud.serversOn("H1"),
            cloud -> cloud.tenantsOn("H1"),
            cloud -> cloud.aggregatesFor("H1"),
            cloud -> cloud.addHost(1, "H1"),
            cloud -> cloud.removeHost(1, "H1"),
            cloud -> cloud.networks().serversNamed("web"),
            cloud -> cloud.networks().server("6d26bb24"),
            cloud -> cloud.networks().networks("storage-net"),
            cloud -> cloud.networks().interfaces("6d26bb24"),
            cloud -> cloud.networks().ports("6d26bb24"),
            cloud -> cloud.networks().attach("6d26bb24", "n1"),
            cloud -> cloud.networks().detach("6d26bb24", "p1"));

    private final ScriptedCloud script = new ScriptedCloud();

    @AfterEach
    void stop() {
        script.close();
    }

    @Test
    void every_answer_is_classified() {
        var random = new Random(SEED);
        System.out.println("MutatedAnswersTest: -Dspot.fuzz.seed=" + SEED);
        var mutator = new JsonMutator(random);
        Reply mutated = exchange -> {
            String recorded = recorded(exchange.getRequestURI().toString());
            byte[] body;
            synchronized (mutator) {
                body = random.nextInt(3) == 0 ? recorded.getBytes(StandardCharsets.UTF_8) : mutator.mutated(recorded);
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        };
        script.usual = mutated;
        script.projects = mutated;
        script.networks = mutated;
        script.placement = mutated;
        int good = 0;
        for (int round = 0; round < ROUNDS; round++) {
            OpenStackCloud cloud = OpenStackCloud.connect(script.settings(), Clock.systemUTC());
            for (var read : READS) {
                try {
                    CloudResult<?> answer = read.apply(cloud);
                    good += answer.ok() ? 1 : 0;
                    assertThat(answer.problem()).doesNotContain("the client failed");
                } catch (RuntimeException | Error e) {
                    fail(
                            "a read threw; repeat it with -Dspot.fuzz.seed=%d -Dspot.fuzz.rounds=%d"
                                    .formatted(SEED, round + 1),
                            e);
                }
            }
        }
        // Otherwise the changes would be so coarse that nothing behind the first check is reached.
        assertThat(good).as("seed " + SEED).isGreaterThan(ROUNDS);
    }

    /** Tokens with their catalogs, and the versions that Nova tells at its root. */
    @Test
    void every_log_in_is_classified() {
        Fuzz.of(MutatedAnswersTest.class, 150).run(random -> {
            var mutator = new JsonMutator(random);
            script.computeUrl = script.url("/root");
            script.mutatedToken = body -> {
                synchronized (mutator) {
                    return random.nextInt(3) == 0 ? body : new String(mutator.mutated(body), StandardCharsets.UTF_8);
                }
            };
            script.versions = exchange -> {
                byte[] body;
                synchronized (mutator) {
                    body = mutator.mutated(recorded("/root/"));
                }
                exchange.sendResponseHeaders(random.nextBoolean() ? 200 : 300, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            };
            OpenStackCloud cloud = OpenStackCloud.connect(script.settings(), Clock.systemUTC());
            assertThat(cloud.check().sentence()).isNotBlank();
            assertThat(cloud.aggregates().problem()
                            + cloud.networks().networks("x").problem())
                    .doesNotContain("the client failed");
        });
    }

    private static String recorded(String uri) {
        return Stream.concat(RECORDED.entrySet().stream(), MORE.entrySet().stream())
                .filter(each -> uri.startsWith(each.getKey()))
                .max(java.util.Comparator.comparingInt(each -> each.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse("{}");
    }
}
