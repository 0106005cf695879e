package io.spotmanager.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.spotmanager.simulator.http.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends requests to the simulator that were recorded with a real OpenStack, and expects the same responses. */
class CaptureReplayTest {

    private static final Set<String> KEYS_AND_TYPES_ONLY = Set.of("01b-token-issue-ok", "88-flavors-paging");
    private static final List<String> COMPARED_HEADERS =
            List.of("content-type", "openstack-api-version", "www-authenticate");

    private final List<DynamicTest> script = new ArrayList<>();
    private final Map<String, String> realIds = new HashMap<>();
    private Cloud cloud = Cloud.real();

    @AfterEach
    void stop() {
        cloud.close();
    }

    @TestFactory
    Stream<DynamicTest> answersLikeTheRealAggregates() {
        return hear("10-aggregates-list-2.1 11-aggregates-list-2.41 12-aggregate-show 13-aggregate-show-missing"
                        + " 14-aggregate-show-not-a-number 20-add-host-ok 21-add-host-already-in 22-add-host-unknown"
                        + " 23-add-host-wrong-case 24-add-host-no-such-aggregate"
                        + " 24b-add-unknown-host-no-such-aggregate 25-add-host-az-conflict"
                        + " 26-add-host-with-servers-to-az 26b-servers-az-after-that"
                        + " 26c-remove-host-with-servers-from-az 27-add-host-bad-body 27b-add-host-unknown-action"
                        + " 27c-add-host-extra-field")
                .meanwhile(() -> cloud.as("acme-user", "acme"))
                .hear("28-add-host-as-member 28b-list-aggregates-as-member")
                .meanwhile(() -> cloud.as("admin", "admin"))
                .hear("30-remove-host-ok 31-remove-host-not-in 32-remove-host-unknown 33-remove-host-no-such-aggregate"
                        + " 34-remove-host-with-servers 35-add-it-back 36-set-az-with-servers"
                        + " 37-delete-aggregate-with-hosts 38-create-aggregate-same-name")
                .asTests();
    }

    @TestFactory
    Stream<DynamicTest> answersLikeTheRealServices() {
        know("585c09c3-d831-412b-8304-769a8f7d364f", "US1-H100-04");
        return hear("40-services-2.1 41-services-2.53 42-service-disable 43-add-disabled-host")
                .asTests();
    }

    @TestFactory
    Stream<DynamicTest> answersLikeTheRealServers() {
        know("6dc738dd-0b91-4ff6-89d8-2267b37bddb1", "acme-train-01");
        know("7d2178ad-42ba-4c95-89b4-72f4dcb182f9", "globex-old");
        know("10122fb1-712e-46de-b131-0b8736dfd9cb", "globex-shelved");
        know("9115db0f-e4f7-4200-9a99-c7188eb645f4", "globex-novalidhost");
        know("b4b08636-2571-4a23-aeca-337505770f0f", "initech-rp-02");
        return hear("50-server-2.1 51-server-2.47 52-server-2.90 53-server-deleted-flavor-2.1"
                        + " 54-server-deleted-flavor-2.47 55-deleted-flavor-show 56-server-shelved-offloaded"
                        + " 57-server-novalidhost 60-servers-host-filter 61-servers-host-filter-unknown"
                        + " 62-servers-host-filter-wrong-case 62b-servers-host-filter-prefix"
                        + " 63-servers-host-filter-no-all-tenants 64-servers-paging-limit 65-servers-paging-marker"
                        + " 66-servers-paging-bad-marker 67-servers-paging-limit-5000 67b-servers-paging-limit-exact"
                        + " 67c-servers-paging-limit-0 67d-servers-limit-zero 68-servers-unknown-query-2.90"
                        + " 68b-servers-unknown-query-2.74")
                .meanwhile(() -> cloud.as("acme-user", "acme"))
                .hear("70-member-server 71-member-all-tenants 72-member-host-filter 74-member-services")
                .meanwhile(() -> cloud.as("admin", "admin"))
                .meanwhile(this::bootMarkerTest)
                .hear("69-server-booted-with-host-2.74 69b-server-delete 69c-server-show-deleted"
                        + " 66b-servers-paging-deleted-marker")
                .asTests();
    }

    @TestFactory
    Stream<DynamicTest> answersLikeTheRealInterfaces() {
        know("6dc738dd-0b91-4ff6-89d8-2267b37bddb1", "acme-train-01");
        know("10122fb1-712e-46de-b131-0b8736dfd9cb", "globex-shelved");
        know("f2527ac1-9c93-46b6-a0d9-6a787e410688", "storage-net");
        return hear("04-neutron-bad-token 90-interface-list 91-interface-attach-net")
                .meanwhile(this::knowTheAttachedPort)
                .hear("92-interface-attach-same-net-again 93-server-addresses-after 93b-interface-attach-port-in-use"
                        + " 93c-interface-attach-ip-in-use 94-interface-attach-unknown-net 95-interface-attach-empty"
                        + " 96-interface-attach-unknown-server 97-interface-attach-shelved 98-interface-detach"
                        + " 98b-interface-detach-unknown")
                .asTests();
    }

    @TestFactory
    Stream<DynamicTest> answersLikeTheRealFlavors() {
        return hear("80-flavors-default 81-flavors-is_public-None 82-flavors-is_public-false"
                        + " 83-flavors-is_public-none-lowercase 85-flavors-is_public-bad 86-flavor-fields-2.1"
                        + " 87-flavor-fields-2.61 88-flavors-paging")
                .meanwhile(() -> cloud.as("acme-user", "acme"))
                .hear("84-flavors-member-is_public-None")
                .asTests();
    }

    @TestFactory
    Stream<DynamicTest> pagesLikeTheRealOneWithASmallMaximum() {
        cloud.close();
        cloud = new Cloud(SimulatorOptions.defaults().withFleet("real").withMaxLimit(5));
        return hear("a0-max_limit-no-limit-given a1-max_limit-larger-limit a2-max_limit-host-filter"
                        + " a3-max_limit-flavors a6-max_limit-aggregates a7-max_limit-services")
                .asTests();
    }

    @TestFactory
    Stream<DynamicTest> treatsVersionsAndTokensLikeTheRealOne() {
        return hear("01-token-issue 01b-token-issue-ok 02-nova-no-token 03-nova-bad-token 05-microversion-too-high"
                        + " 06-microversion-latest 07-unknown-path c0-token-fresh")
                .meanwhile(() -> cloud.time.pass(Duration.ofHours(1)))
                .hear("c1-token-expired-nova c2-token-expired-nova-post c3-token-expired-neutron"
                        + " c4-token-expired-keystone"
                        + " b2-keystone-after-revocation")
                .asTests();
    }

    @TestFactory
    Stream<DynamicTest> failsLikeTheRealOneWithoutPlacementOrCompute() {
        return meanwhile(() -> cloud.script("{\"fault\":\"error-after\",\"match\":{\"method\":\"POST\"},\"times\":1}"))
                .hear("e0-placement-down-add-host e1-placement-down-hosts-after-add")
                .meanwhile(
                        () -> cloud.script("{\"fault\":\"error-before\",\"match\":{\"method\":\"POST\"},\"times\":1}"))
                .hear("e2-placement-down-remove-host e3-placement-down-hosts-after-remove"
                        + " e4-placement-back-add-host-again e5-placement-back-remove-host")
                .meanwhile(() -> forceDown("CA1-ESC4-A4000-01"))
                .hear("g1-compute-down-service g3-compute-down-add-host g4-compute-down-remove-host")
                .asTests();
    }

    private CaptureReplayTest hear(String names) {
        for (String name : names.split(" ", -1)) {
            script.add(dynamicTest(name, () -> replay(name)));
        }
        return this;
    }

    private CaptureReplayTest meanwhile(Runnable action) {
        script.add(dynamicTest("(meanwhile)", action::run));
        return this;
    }

    private Stream<DynamicTest> asTests() {
        return script.stream();
    }

    private void replay(String name) {
        Capture capture = Capture.read(name);
        Reply reply = send(name, capture);
        assertThat(reply.status()).as(reply.text()).isEqualTo(capture.status());
        for (String header : COMPARED_HEADERS) {
            if (capture.headers().containsKey(header)) {
                assertThat(Likeness.masked(reply.header(header)))
                        .as(header)
                        .isEqualTo(Likeness.masked(capture.headers().get(header)));
            }
        }
        if (capture.body().startsWith("<") || capture.body().isEmpty()) {
            assertThat(reply.text()).isEqualToIgnoringWhitespace(capture.body());
        } else {
            assertThat(new Likeness(!KEYS_AND_TYPES_ONLY.contains(name))
                            .differences(
                                    Excerpts.sorted(Cloud.json(capture.body())),
                                    Excerpts.of(name, relevant(name, reply))))
                    .isEmpty();
        }
    }

    private Reply send(String name, Capture capture) {
        Map<String, String> headers = new HashMap<>();
        if (capture.asked().containsKey("openstack-api-version")) {
            headers.put(Cloud.MICROVERSION, capture.asked().get("openstack-api-version"));
        }
        if (capture.asked().containsKey("x-auth-token")) {
            headers.put("X-Auth-Token", name.endsWith("-bad-token") ? "gAAAAABnotatoken" : cloud.token());
        }
        if (capture.target().startsWith("/v3/auth/tokens")) {
            String sent = capture.sent().isEmpty() ? "simulator" : "<password>";
            return cloud.logIn("admin", sent, "admin");
        }
        String target = inOurIds(capture.target());
        if (target.startsWith("/v2.0/")) {
            target = "/network" + target;
        }
        return cloud.send(capture.method(), target, inOurIds(capture.sent()), headers);
    }

    private String inOurIds(String recorded) {
        String ours = recorded;
        for (Map.Entry<String, String> id : realIds.entrySet()) {
            ours = ours.replace(id.getKey(), id.getValue());
        }
        return ours;
    }

    /** The recording of a log-in keeps, of the catalog, the compute service only. */
    private static JsonNode relevant(String name, Reply reply) {
        JsonNode body = reply.json();
        if (name.equals("01b-token-issue-ok")) {
            ArrayNode catalog = Json.array();
            body.at("/token/catalog")
                    .valueStream()
                    .filter(entry -> entry.path("type").asString("").equals("compute"))
                    .forEach(catalog::add);
            ((ObjectNode) body.path("token")).set("catalog", catalog);
        }
        return body;
    }

    private void knowTheAttachedPort() {
        String server = cloud.ids().get("acme-train-01");
        JsonNode port =
                cloud.get("/v2.1/servers/" + server + "/os-interface").json().at("/interfaceAttachments/1");
        realIds.put("3e7a2055-1377-4557-a0b4-5a15de9da19c", port.path("port_id").stringValue());
        realIds.put("10.200.3.16", port.at("/fixed_ips/0/ip_address").stringValue());
    }

    private void know(String recorded, String name) {
        realIds.put(recorded, cloud.ids().getOrDefault(name, recorded));
    }

    private void bootMarkerTest() {
        Reply reply = cloud.post(
                "/v2.1/servers",
                "{\"server\":{\"name\":\"marker-test\",\"flavorRef\":\"%s\",\"networks\":\"none\",\"host\":\"US1-H100-04\"}}"
                        .formatted(cloud.ids().get("n1-cpu-medium")));
        realIds.put(
                "b93bc1fe-19b5-47c3-acfc-b48abad42506",
                reply.json().at("/server/id").stringValue());
    }

    private void forceDown(String host) {
        String path = "/v2.1/os-services/" + cloud.ids().get(host);
        assertThat(cloud.nova("PUT", path, "{\"forced_down\":true}").status()).isEqualTo(200);
    }
}
