package io.spotmanager.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.spotmanager.clouds.openstack.OpenStackCloud;
import io.spotmanager.clouds.openstack.OpenStackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the snapshot says about rows that cannot be read, flavors that name no GPU and lists that are empty at once. */
class ToldOdditiesTest {
    private final Map<String, String> answers = new ConcurrentHashMap<>(Map.of(
            "/v2.1/os-aggregates", """
                    {"aggregates": [{"id": 1, "name": "L40-n3", "hosts": ["CA1-L40-01"], "metadata": {}}, {"id": 2, "name": null}]}""",
            "/v2.1/servers/detail", """
                    {"servers": [{"id": "s1", "name": "web", "status": "ACTIVE", "tenant_id": "p", "OS-EXT-SRV-ATTR:host": "CA1-L40-01",
                      "flavor": {"original_name": "n3-vgpu", "extra_specs": {"resources:VGPU": "2"}}}]}""",
            "/v2.1/flavors/detail", "{\"flavors\": []}",
            "/v2.1/os-services", """
                    {"services": [{"binary": "nova-compute", "host": "CA1-L40-01", "status": "enabled", "state": "up"}]}""",
            "/v2.1/os-migrations", "{\"migrations\": []}",
            "/v3/projects", "{\"projects\": [{\"id\": \"p\", \"name\": \"acme\"}]}"));
    private final HttpServer server = start();
    private final Replica replica = new Replica(OpenStackCloud.connect(
            OpenStackSettings.from(Map.of(
                    "OS_AUTH_URL", url("/v3"),
                    "OS_USERNAME", "admin",
                    "OS_PASSWORD", "secret",
                    "OS_PROJECT_NAME", "admin")::get),
            Clock.systemUTC()));

    @BeforeEach
    void empty() {
        InventoryDatabase.empty();
        replica.readAll();
    }

    @AfterEach
    void stop() {
        replica.close();
        server.stop(0);
    }

    @Test
    void a_row_that_was_left_out_is_told_beside_a_source_that_is_ok() {
        assertThat(source("aggregates", "state")).isEqualTo("OK");
        assertThat(source("aggregates", "trouble"))
                .isEqualTo(
                        "1 of OpenStack's aggregates cannot be read and is left out; the first: an aggregate without its id, name or hosts (without a name)");

        answers.put("/v2.1/os-aggregates", """
                {"aggregates": [{"id": 1, "name": "L40-n3", "hosts": ["CA1-L40-01"], "metadata": {}}]}""");
        replica.readAll();
        assertThat(source("aggregates", "coalesce(trouble, 'nothing')")).isEqualTo("nothing");
    }

    @Test
    void a_flavor_of_parts_of_gpus_is_told_with_the_hosts_that_it_makes_uncountable() {
        assertThat(source("flavors", "state")).isEqualTo("OK");
        assertThat(source("flavors", "trouble"))
                .isEqualTo("parts of GPUs are not counted as GPUs: n3-vgpu (VGPU 2); used GPUs are not known on"
                        + " CA1-L40-01 (1 VM with a flavor that names no whole GPU: n3-vgpu)");
        assertThat(InventoryDatabase.one("select gpu_note from host where name = 'CA1-L40-01'"))
                .isEqualTo("1 VM with a flavor that names no whole GPU: n3-vgpu");
    }

    @Test
    void a_list_that_is_empty_at_once_keeps_its_previous_values() {
        answers.put("/v2.1/servers/detail", "{\"servers\": []}");
        replica.readAll();

        assertThat(source("servers", "state")).isEqualTo("STALE");
        assertThat(source("servers", "trouble")).contains("the list shows 0 servers in place of 1");
        assertThat(InventoryDatabase.one("select count(*) from vm")).isEqualTo("1");
    }

    private static String source(String name, String column) {
        return InventoryDatabase.one("select %s from source where name = '%s'".formatted(column, name));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private HttpServer start() {
        try {
            var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/", exchange -> {
                var path = exchange.getRequestURI().getPath();
                var isToken = path.equals("/v3/auth/tokens");
                if (isToken) {
                    exchange.getResponseHeaders().set("X-Subject-Token", "token");
                }
                var body = (isToken ? token() : answers.getOrDefault(path, "{}")).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                var version = exchange.getRequestHeaders().getFirst("OpenStack-API-Version");
                if (version != null) {
                    exchange.getResponseHeaders().set("OpenStack-API-Version", version);
                }
                exchange.sendResponseHeaders(isToken ? 201 : 200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            http.start();
            return http;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String token() {
        return """
                {"token": {"issued_at": "2020-01-01T00:00:00.000000Z", "expires_at": "2099-01-01T00:00:00.000000Z",
                  "project": {"id": "p", "name": "admin"}, "catalog": [{"type": "compute", "name": "nova", "endpoints": [
                    {"interface": "public", "region": "R", "region_id": "R", "url": "%s"}]}]}}""".formatted(url("/v2.1"));
    }
}
