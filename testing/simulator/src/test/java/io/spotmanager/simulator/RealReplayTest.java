package io.spotmanager.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;

/**
 * Sends those recorded requests that change nothing to the cloud of the {@code OS_*} variables, which has the recorded
 * fleet. It shows whether the recordings still say what a cloud answers.
 */
@EnabledIfEnvironmentVariable(named = "OS_AUTH_URL", matches = ".+")
class RealReplayTest {
    private static final String PUBLIC = "public";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> urls = new HashMap<>();
    private final Replay replay = new Replay();
    private String token = "";

    @AfterEach
    void stop() {
        http.close();
    }

    @TestFactory
    Stream<DynamicTest> the_recordings_still_hold() throws Exception {
        logIn();
        replay.know(
                "09dcb39d-0a0d-491e-92cb-8b4bc60d7ccc", id("/v2.1/servers?all_tenants=1", "servers", "acme-train-01"));
        replay.know(
                "c131197b-1ac9-4830-9ac7-02886397e206",
                get("/placement/resource_providers?name=US1-H100-04")
                        .json()
                        .at("/resource_providers/0/uuid")
                        .stringValue());
        return Stream.of(
                        ("02-nova-no-token 03-nova-bad-token 04-neutron-bad-token 05-microversion-too-high 07-unknown-path"
                                        + " 10-aggregates-list-2.1 11-aggregates-list-2.41 13-aggregate-show-missing"
                                        + " 14-aggregate-show-not-a-number 61-servers-host-filter-unknown"
                                        + " 62b-servers-host-filter-prefix 66-servers-paging-bad-marker 67c-servers-paging-limit-0"
                                        + " 67d-servers-limit-zero 68-servers-unknown-query-2.90 80-flavors-default"
                                        + " 81-flavors-is_public-None 85-flavors-is_public-bad 87-flavor-fields-2.61"
                                        + " h0-version-document h1-version-document-v2 h2-v2-aggregates h3-v2-server h4-v2-flavors"
                                        + " h5-placement-root h6-placement-too-high h7-placement-none h8-placement-provider"
                                        + " h9-placement-no-such-provider hb-placement-bad-token hc-body-too-large"
                                        + " i6-migrations-bad-marker n0-neutron-page n1-neutron-full-last-page n3-neutron-unknown-marker n4-neutron-unknown-path n5-neutron-no-limit n6-neutron-name-unknown j5-soft-deleted-not-in-all")
                                .split(" ", -1))
                .map(name -> dynamicTest(name, () -> {
                    Capture capture = Capture.read(name);
                    String sent = name.equals("hc-body-too-large") ? " ".repeat(150_000) : capture.sent();
                    replay.check(
                            name,
                            capture,
                            send(
                                    capture.method(),
                                    replay.inOurIds(capture.target()),
                                    sent,
                                    Replay.headers(name, capture, token)));
                }));
    }

    private void logIn() throws IOException, InterruptedException {
        String body = """
                {"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "%s", "domain": {"id": "default"},
                 "password": "%s"}}}, "scope": {"project": {"name": "%s", "domain": {"id": "default"}}}}}""".formatted(
                        System.getenv("OS_USERNAME"), System.getenv("OS_PASSWORD"), System.getenv("OS_PROJECT_NAME"));
        Reply reply = sendTo(System.getenv("OS_AUTH_URL") + "/auth/tokens", "POST", body, Map.of());
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        token = reply.header("X-Subject-Token");
        for (JsonNode service : reply.json().at("/token/catalog")) {
            for (JsonNode endpoint : service.path("endpoints")) {
                if (endpoint.path("interface").stringValue().equals(PUBLIC)) {
                    urls.putIfAbsent(
                            service.path("type").stringValue(),
                            endpoint.path("url").stringValue().replaceFirst("/(v2\\.1)?/?$", ""));
                }
            }
        }
    }

    private String id(String path, String list, String name) throws IOException, InterruptedException {
        for (JsonNode each : get(path).json().path(list)) {
            if (each.path("name").stringValue().equals(name)) {
                return each.path("id").stringValue();
            }
        }
        throw new AssertionError("no " + name);
    }

    private Reply get(String path) throws IOException, InterruptedException {
        return send("GET", path, "", Map.of("X-Auth-Token", token));
    }

    private Reply send(String method, String target, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        String service =
                target.startsWith("/placement") ? "placement" : target.startsWith("/network") ? "network" : "compute";
        return sendTo(urls.get(service) + target.replaceFirst("^/(placement|network)", ""), method, body, headers);
    }

    private Reply sendTo(String url, String method, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .header("Accept", "*/*")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return new Reply(http.send(request.build(), BodyHandlers.ofString()));
    }
}
