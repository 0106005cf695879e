package io.spotmanager.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spotmanager.domain.compute.HiddenTenant;
import io.spotmanager.domain.compute.HiddenTenant.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The contract on a real Nova and placement with the seeded fleet; what it boots or allocates it takes away again. */
@EnabledIfEnvironmentVariable(named = "OS_AUTH_URL", matches = ".+")
class RealTenantsTest extends TenantsContract {
    /** The administrator's own project has no quota for a GPU flavor. */
    private static final String PROJECT = "acme";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;
    private final JsonNode catalog;
    private final OpenStackCloud cloud =
            OpenStackCloud.connect(OpenStackSettings.from(System::getenv), Clock.systemUTC());

    RealTenantsTest() throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(authUrl() + "/auth/tokens"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(logIn()))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        token = answer.headers().firstValue("X-Subject-Token").orElseThrow();
        catalog = new ObjectMapper().readTree(answer.body()).at("/token/catalog");
    }

    /** Nova keeps deleted servers if {@code reclaim_instance_interval} is set, but none that it is forced to delete. */
    @Override
    void removeForGood() {
        act("{\"forceDelete\": null}");
    }

    @Override
    void stop() {
        http.close();
    }

    @Test
    void an_allocation_whose_server_does_not_exist_is_left_over() throws Exception {
        String consumer = UUID.randomUUID().toString();
        String provider = provider();
        placement("PUT", "/allocations/" + consumer, """
                {"allocations": {"%s": {"resources": {"VCPU": 1}}}, "project_id": "p", "user_id": "u", "consumer_generation": null}""".formatted(provider));
        try {
            assertThat(tenants().hidden())
                    .extracting(HiddenTenant::kind, HiddenTenant::id)
                    .containsExactly(Tuple.tuple(Kind.LEFT_OVER, consumer));
            assertThat(tenants().inUse()).isFalse();
        } finally {
            placement("DELETE", "/allocations/" + consumer, "");
        }
        assertThat(tenants().hidden()).isEmpty();
    }

    @Test
    void an_allocation_on_a_provider_below_the_hosts_own_counts() throws Exception {
        String nested = UUID.randomUUID().toString();
        String consumer = UUID.randomUUID().toString();
        placement("POST", "/resource_providers", """
                {"uuid": "%s", "name": "%s", "parent_provider_uuid": "%s"}""".formatted(nested, "gpu-" + nested, provider()));
        try {
            placement("PUT", "/resource_providers/" + nested + "/inventories", """
                    {"resource_provider_generation": 0, "inventories": {"VGPU": {"total": 4}}}""");
            placement("PUT", "/allocations/" + consumer, """
                    {"allocations": {"%s": {"resources": {"VGPU": 1}}}, "project_id": "p", "user_id": "u", "consumer_generation": null}""".formatted(nested));
            assertThat(tenants().hidden())
                    .extracting(HiddenTenant::kind, HiddenTenant::id)
                    .containsExactly(Tuple.tuple(Kind.LEFT_OVER, consumer));
            placement("DELETE", "/allocations/" + consumer, "");
        } finally {
            placement("DELETE", "/resource_providers/" + nested, "");
        }
        assertThat(tenants().hidden()).isEmpty();
    }

    private String provider() throws IOException, InterruptedException {
        return new ObjectMapper()
                .readTree(placement("GET", "/resource_providers?name=" + HOST, ""))
                .at("/resource_providers/0/uuid")
                .asText();
    }

    private String placement(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(endpoint("placement") + path))
                        .header("X-Auth-Token", token)
                        .header("OpenStack-API-Version", "placement 1.28")
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return answer.body();
    }

    private String endpoint(String type) {
        for (JsonNode service : catalog) {
            for (JsonNode endpoint : service.path("endpoints")) {
                if (service.path("type").asText().equals(type)
                        && endpoint.path("interface").asText().equals("public")) {
                    return endpoint.path("url").asText().replaceFirst("/$", "");
                }
            }
        }
        throw new AssertionError("no endpoint of " + type);
    }

    @Override
    OpenStackCloud cloud() {
        return cloud;
    }

    @Override
    String authUrl() {
        return System.getenv("OS_AUTH_URL");
    }

    @Override
    String logIn() {
        return logIn(System.getenv("OS_PASSWORD"), PROJECT);
    }

    @Override
    String novaUrl() {
        return endpoint("compute");
    }

    /** That of a server which is there already. */
    @Override
    String image() {
        String id = send("GET", novaUrl() + "/servers/detail?all_tenants=1&status=ACTIVE&limit=1", "")
                .at("/servers/0/image/id")
                .asText();
        return "\"imageRef\": \"" + id + "\", ";
    }
}
