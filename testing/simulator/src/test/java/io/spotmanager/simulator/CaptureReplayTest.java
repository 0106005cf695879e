package io.spotmanager.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Sends requests to the simulator that were recorded with a real OpenStack, and expects the same responses. */
class CaptureReplayTest {

    private final List<DynamicTest> script = new ArrayList<>();
    private final Replay replay = new Replay();
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
                .meanwhile(() -> boot("marker-test", "n1-cpu-medium", "b93bc1fe-19b5-47c3-acfc-b48abad42506"))
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
                        + " a3-max_limit-flavors a6-max_limit-aggregates a7-max_limit-services"
                        + " k0-max_limit-all-tenants-2.69 k1-max_limit-migrations")
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

    @TestFactory
    Stream<DynamicTest> describesItsVersionsLikeTheRealOne() {
        know("09dcb39d-0a0d-491e-92cb-8b4bc60d7ccc", "acme-train-01");
        return hear("h0-version-document h1-version-document-v2 h2-v2-aggregates h3-v2-server h4-v2-flavors"
                        + " h5-placement-root h6-placement-too-high hc-body-too-large")
                .asTests();
    }

    @TestFactory
    Stream<DynamicTest> answersLikeTheRealPlacement() {
        knowTheNodeOfTheHost();
        return hear("h7-placement-none h8-placement-provider h9-placement-no-such-provider hb-placement-bad-token")
                .meanwhile(() -> cloud.as("acme-user", "acme"))
                .hear("ha-placement-member")
                .asTests();
    }

    @TestFactory
    Stream<DynamicTest> hidesTenantsLikeTheRealOne() {
        know("2bb7ad26-1b71-48ab-ae89-7d951d8dd0f2", "n3-H100x4");
        knowTheNodeOfTheHost();
        boot("recorded-resize", "n3-H100x1", "df6b33d2-15e9-47de-ac79-5b3070985fef");
        return hear("i0-resize i1-verify-resize i2-migrations-2.23 i3-migrations-2.59 i4-migrations-2.1"
                        + " i5-migrations-limit i6-migrations-bad-marker i7-placement-allocations-source"
                        + " i8-resize-host-is-empty i9-revert ia-migrations-reverted ib-revert-again")
                .meanwhile(() -> cloud.hide("{\"softDelete\": true}"))
                .hear("j0-soft-delete j1-soft-deleted-show j2-soft-deleted-list j3-soft-deleted-on-host"
                        + " j4-soft-deleted-not-listed j5-soft-deleted-not-in-all j6-restore j7-restore-again")
                .asTests();
    }

    @TestFactory
    Stream<DynamicTest> refusesLikeTheRealOneWhatNoAccessRuleNames() {
        cloud.hide("{\"unauthorizedPaths\": [\"/v2.1/servers\", \"/placement/resource_providers\"]}");
        return hear("l0-access-rules-allowed l1-access-rules-other-path l4-access-rules-version-document"
                        + " l5-access-rules-placement")
                .meanwhile(() -> cloud.hide("{\"unauthorizedPaths\": [\"/\"]}"))
                .hear("l2-access-rules-other-method l3-access-rules-without-service-type")
                .asTests();
    }

    @TestFactory
    Stream<DynamicTest> losesACellLikeTheRealOne() {
        know("57e48d5c-dd4a-4518-a57e-45af8adf2447", "globex-infer-01");
        cloud.hide(
                "{\"unreachableHosts\": [\"CA1-ESC8-L40-02\", \"NO1-ESC8-A100-01\", \"NO1-ESC8-A100-02\", \"NO1-ESC8-A100-03\"]}");
        return hear("m0-down-cell-servers-2.69 m1-down-cell-servers-2.47 m2-down-cell-servers-limit"
                        + " m3-down-cell-servers-host m4-down-cell-services-2.69 m5-down-cell-services-2.53"
                        + " m6-down-cell-service-of-host m7-down-cell-server-2.69 m8-down-cell-server-2.47"
                        + " m9-down-cell-marker ma-down-cell-hypervisors mb-down-cell-migrations mc-down-cell-aggregates")
                .asTests();
    }

    @TestFactory
    Stream<DynamicTest> pagesLikeTheRealNeutron() {
        String last = cloud.ids().entrySet().stream()
                .filter(each -> each.getKey().endsWith("-net"))
                .map(Map.Entry::getValue)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        replay.know("ab41bc3d-da08-4517-8d53-ea506a693933", last);
        return hear("n0-neutron-page n1-neutron-full-last-page n2-neutron-page-after-it n3-neutron-unknown-marker"
                        + " n4-neutron-unknown-path n5-neutron-no-limit n6-neutron-name-unknown")
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
        if (capture.target().startsWith("/v3/auth/tokens")) {
            String sent = capture.sent().isEmpty() ? "simulator" : "<password>";
            replay.check(name, capture, cloud.logIn("admin", sent, "admin"));
            return;
        }
        String sent = name.equals("hc-body-too-large") ? " ".repeat(150_000) : replay.inOurIds(capture.sent());
        replay.check(
                name,
                capture,
                cloud.send(
                        capture.method(),
                        replay.inOurIds(capture.target()),
                        sent,
                        Replay.headers(name, capture, cloud.token())));
    }

    private void knowTheAttachedPort() {
        String server = cloud.ids().get("acme-train-01");
        JsonNode port =
                cloud.get("/v2.1/servers/" + server + "/os-interface").json().at("/interfaceAttachments/1");
        replay.know("3e7a2055-1377-4557-a0b4-5a15de9da19c", port.path("port_id").stringValue());
        replay.know("10.200.3.16", port.at("/fixed_ips/0/ip_address").stringValue());
    }

    private void know(String recorded, String name) {
        replay.know(recorded, cloud.ids().getOrDefault(name, recorded));
    }

    private void boot(String name, String flavor, String recordedId) {
        Reply reply = cloud.post(
                "/v2.1/servers",
                "{\"server\":{\"name\":\"%s\",\"flavorRef\":\"%s\",\"networks\":\"none\",\"host\":\"US1-H100-04\"}}"
                        .formatted(name, cloud.ids().get(flavor)));
        replay.know(recordedId, reply.json().at("/server/id").stringValue());
    }

    private void knowTheNodeOfTheHost() {
        Reply providers = cloud.nova("GET", "/placement/resource_providers?name=US1-H100-04", "");
        replay.know(
                "c131197b-1ac9-4830-9ac7-02886397e206",
                providers.json().at("/resource_providers/0/uuid").stringValue());
    }

    private void forceDown(String host) {
        String path = "/v2.1/os-services/" + cloud.ids().get(host);
        assertThat(cloud.nova("PUT", path, "{\"forced_down\":true}").status()).isEqualTo(200);
    }
}
