package io.spotmanager.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spotmanager.domain.compute.HiddenTenant;
import io.spotmanager.domain.compute.HiddenTenant.Kind;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.compute.Migration;
import io.spotmanager.domain.compute.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a real Nova and the simulator have in common about tenants that no list of a host's servers shows. */
abstract class TenantsContract {
    /** In the same pool as {@link #BESIDE} and empty. */
    static final String HOST = "US1-H100-04";

    private static final String BESIDE = "US1-H100-03";

    private final HttpClient http = HttpClient.newHttpClient();
    private String server = "";

    abstract OpenStackCloud cloud();

    /** Keystone's address and the project in which a server may be booted. */
    abstract String authUrl();

    abstract String logIn();

    abstract String novaUrl();

    /** The body's part that names the image; empty where none is needed. */
    abstract String image();

    @AfterEach
    void deleteTheServer() {
        if (!server.isEmpty() && !status().equals("GONE")) {
            removeForGood();
            await().atMost(Duration.ofSeconds(60)).until(() -> !tenants().inUse());
        }
        stop();
        http.close();
    }

    /** After the server is gone. */
    void stop() {}

    /** Has the cloud keep deleted servers for a while; without effect where that is a setting of the cloud. */
    void keepDeletedServers(boolean keep) {}

    /** Deletes the server so that nothing can restore it. */
    void removeForGood() {
        send("DELETE", novaUrl() + "/servers/" + server, "");
    }

    @Test
    void a_resize_elsewhere_keeps_its_host_until_it_is_confirmed_or_reverted() {
        server = boot("contract-resize");
        await().atMost(Duration.ofSeconds(30)).until(() -> status().equals("ACTIVE"));
        assertThat(tenants().servers()).hasSize(1);

        act("{\"resize\": {\"flavorRef\": \"%s\"}}".formatted(flavor("n3-H100x4")));
        await().atMost(Duration.ofSeconds(30)).until(() -> status().equals("VERIFY_RESIZE"));

        assertThat(cloud().serversOn(HOST).found().orElseThrow()).isEmpty();
        HiddenTenant hidden = tenants().hidden().getFirst();
        assertThat(hidden.kind()).isEqualTo(Kind.MIGRATION);
        assertThat(hidden.name()).isEqualTo("contract-resize");
        assertThat(hidden.text()).contains(HOST, BESIDE, "finished");
        assertThat(cloud().migrations().found().orElseThrow())
                .filteredOn(each -> each.serverId().equals(server))
                .extracting(Migration::status)
                .containsExactly("finished");

        act("{\"revertResize\": null}");
        await().atMost(Duration.ofSeconds(30)).until(() -> status().equals("ACTIVE"));
        assertThat(tenants().servers()).hasSize(1);
        assertThat(tenants().hidden()).isEmpty();
    }

    @Test
    void a_soft_deleted_server_keeps_its_host_and_can_be_restored() {
        keepDeletedServers(true);
        server = boot("contract-deleted");
        await().atMost(Duration.ofSeconds(30)).until(() -> status().equals("ACTIVE"));
        send("DELETE", novaUrl() + "/servers/" + server, "");
        await().atMost(Duration.ofSeconds(30)).until(() -> !status().equals("ACTIVE"));
        assumeTrue(status().equals("SOFT_DELETED"), "this cloud keeps no deleted servers (reclaim_instance_interval)");

        assertThat(cloud().serversOn(HOST).found().orElseThrow()).isEmpty();
        assertThat(tenants().inUse()).isTrue();
        assertThat(tenants().hidden())
                .extracting(HiddenTenant::kind, HiddenTenant::name)
                .containsExactly(Tuple.tuple(Kind.SOFT_DELETED, "contract-deleted"));
        assertThat(cloud().softDeletedServers().found().orElseThrow())
                .extracting(Server::name)
                .containsExactly("contract-deleted");

        act("{\"restore\": null}");
        await().atMost(Duration.ofSeconds(30)).until(() -> status().equals("ACTIVE"));
        assertThat(tenants().servers()).extracting(Server::name).containsExactly("contract-deleted");
        assertThat(tenants().hidden()).isEmpty();
        keepDeletedServers(false);
    }

    @Test
    void an_empty_host_is_empty_and_nothing_was_left_unchecked() {
        assertThat(tenants().inUse()).isFalse();
        assertThat(tenants().hidden()).isEmpty();
        assertThat(tenants().unchecked()).isEmpty();
        assertThat(cloud().placementTrouble()).isEmpty();
        assertThat(cloud().softDeletedServers().ok()).isTrue();
    }

    HostTenants tenants() {
        return cloud().tenantsOn(HOST).found().orElseThrow();
    }

    String boot(String name) {
        return send(
                        "POST",
                        novaUrl() + "/servers",
                        "{\"server\": {\"name\": \"%s\", %s\"flavorRef\": \"%s\", \"networks\": \"none\", \"host\": \"%s\"}}"
                                .formatted(name, image(), flavor("n3-H100x1"), HOST))
                .path("server")
                .path("id")
                .asText();
    }

    void act(String body) {
        send("POST", novaUrl() + "/servers/" + server + "/action", body);
    }

    String status() {
        return servers()
                .filter(each -> each.path("id").asText().equals(server))
                .map(each -> each.path("status").asText())
                .findFirst()
                .orElse("GONE");
    }

    private Stream<JsonNode> servers() {
        return Stream.of("", "&soft_deleted=True")
                .map(more -> send("GET", novaUrl() + "/servers/detail?all_tenants=1" + more, "")
                        .path("servers"))
                .flatMap(each -> StreamSupport.stream(each.spliterator(), false));
    }

    private String flavor(String name) {
        for (JsonNode each :
                send("GET", novaUrl() + "/flavors?is_public=None", "").path("flavors")) {
            if (each.path("name").asText().equals(name)) {
                return each.path("id").asText();
            }
        }
        throw new AssertionError("no flavor " + name);
    }

    JsonNode send(String method, String url, String body) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .header("X-Auth-Token", token())
                            .header("OpenStack-API-Version", "compute 2.74")
                            .header("Content-Type", "application/json")
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
            return answer.body().isEmpty()
                    ? new ObjectMapper().createObjectNode()
                    : new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String token() throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(authUrl() + "/auth/tokens"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(logIn()))
                                .build(),
                        BodyHandlers.discarding())
                .headers()
                .firstValue("X-Subject-Token")
                .orElseThrow();
    }

    static String logIn(String password, String project) {
        return """
                {"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "admin", "domain": {"id": "default"},
                  "password": "%s"}}}, "scope": {"project": {"name": "%s", "domain": {"id": "default"}}}}}""".formatted(password, project);
    }
}
