package io.spotmanager.clouds.openstack;

import static io.spotmanager.clouds.openstack.ScriptedCloud.fault;
import static io.spotmanager.clouds.openstack.ScriptedCloud.hangUp;
import static io.spotmanager.clouds.openstack.ScriptedCloud.html;
import static io.spotmanager.clouds.openstack.ScriptedCloud.json;
import static io.spotmanager.clouds.openstack.ScriptedCloud.unauthorized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.clouds.http.Limits;
import io.spotmanager.clouds.openstack.ScriptedCloud.Seen;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.NotSent;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.compute.Project;
import io.spotmanager.domain.compute.Server;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenStackCloudTest {

    private static final Limits QUICK = Limits.DEFAULT
            .withTimeouts(Duration.ofMillis(500), Duration.ofMillis(400))
            .withRate(10_000, 10_000)
            .withPauses(Duration.ofMillis(50), Duration.ofMillis(150));

    private final ScriptedCloud script = new ScriptedCloud();
    private final OpenStackCloud cloud = cloud(QUICK);
    private final List<ExternalCall> calls = new ArrayList<>();

    @AfterEach
    void stop() {
        script.close();
    }

    @Test
    void anActionGoesToTheComputeEndpointOfRegionAndInterfaceAsNovaExpectsIt() {
        CloudResult<Aggregate> answer = cloud.addHost(1, "H1");

        assertThat(answer).isEqualTo(new Ok<>(new Aggregate(1, "L40-n3", List.of("H1"), null, Map.of("gpu", "L40"))));
        Seen seen = script.novaSaw.getFirst();
        assertThat(seen.line()).isEqualTo("POST /v2.1/os-aggregates/1/action");
        assertThat(seen.body().replaceAll("\\s", "")).isEqualTo("{\"add_host\":{\"host\":\"H1\"}}");
        assertThat(seen.token()).isEqualTo("token-1");
    }

    @Test
    void aDefiniteRefusalKeepsNovasSentence() {
        script.nova.add(fault(404, "itemNotFound", "Cannot remove host H1 in aggregate 1"));
        script.nova.add(fault(409, "conflictingRequest", "Aggregate 1 already has host H1."));

        assertThat(cloud.removeHost(1, "H1"))
                .isEqualTo(new Rejected<Aggregate>(404, "“Cannot remove host H1 in aggregate 1”"));
        assertThat(cloud.addHost(1, "H1"))
                .isEqualTo(new Rejected<Aggregate>(409, "“Aggregate 1 already has host H1.”"));
    }

    @Test
    void callersWhoWantTheAggregatesAtOnceShareARequestThatASlowOneHoldsUpForAMoment() throws Exception {
        var patient = cloud(Limits.DEFAULT);
        var arrived = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        script.usual = json(200, "{\"aggregates\": []}");
        script.nova.add(exchange -> {
            arrived.countDown();
            await().until(() -> goOn.getCount() == 0);
            script.usual.to(exchange);
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(patient::aggregates);
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
            var others = IntStream.range(0, 20)
                    .mapToObj(_ -> threads.submit(patient::aggregates))
                    .toList();
            for (var other : others) {
                assertThat(other.get()).isEqualTo(new Ok<>(List.of()));
            }
            assertThat(first.isDone()).isFalse();
            goOn.countDown();
            assertThat(first.get()).isEqualTo(new Ok<>(List.of()));
        }
        assertThat(script.novaSaw).hasSizeLessThan(1 + 20);
    }

    @Test
    void aServerErrorOfAnActionIsUnclearAndNeverSentAgain() {
        script.nova.add(fault(500, "computeFault", "PlacementAPIConnectFailure"));

        assertThat(cloud.addHost(1, "H1")).isEqualTo(new Indeterminate<Aggregate>("500 “PlacementAPIConnectFailure”"));
        assertThat(script.novaSaw).hasSize(1);
    }

    @Test
    void aLostReplyToAnActionIsUnclearAndNeverSentAgain() {
        script.nova.add(hangUp());

        assertThat(cloud.addHost(1, "H1")).isInstanceOf(Indeterminate.class);
        assertThat(script.novaSaw).hasSize(1);
    }

    @Test
    void anAnswerThatComesTooLateIsUnclear() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        script.nova.add(exchange -> awaitQuietly(over));

        assertThat(cloud.addHost(1, "H1")).isEqualTo(new Indeterminate<Aggregate>("no answer within 400 ms"));
        over.countDown();
    }

    @Test
    void aBodyThatStallsAfterItsHeadersIsUnclearToo() {
        CountDownLatch over = new CountDownLatch(1);
        script.nova.add(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            awaitQuietly(over);
        });

        assertThat(cloud.removeHost(1, "H1")).isEqualTo(new Indeterminate<Aggregate>("no answer within 400 ms"));
        over.countDown();
    }

    @Test
    void tooManyRequestsMeansNotCarriedOut() {
        script.nova.add(fault(429, "overLimit", "This request was rate-limited."));

        assertThat(cloud.addHost(1, "H1"))
                .isInstanceOfSatisfying(
                        NotSent.class,
                        answer -> assertThat(answer.cause())
                                .contains("Nova limits the rate of requests (429 “This request was rate-limited.”)"));
    }

    @Test
    void aWebPageBecomesOneShortLine() {
        String page =
                "<html><head><title>503 Service Unavailable</title></head><body>" + "x".repeat(9000) + "</body></html>";
        script.nova.add(html(503, page));
        script.nova.add(html(404, "<html><title>404 Not Found</title></html>"));

        assertThat(cloud.addHost(1, "H1"))
                .isEqualTo(new Indeterminate<Aggregate>(
                        "503 “Service Unavailable” (a web page, not an answer of the API)"));
        assertThat(cloud.removeHost(1, "H1")).isInstanceOf(NotSent.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void aReadThatMeetsAGatewayErrorGoesOutOnceMore(int status) {
        script.nova.add(html(status, "<html></html>"));
        script.nova.add(json(200, "{\"aggregates\": []}"));

        assertThat(cloud.aggregates()).isEqualTo(new Ok<>(List.of()));
        assertThat(script.novaSaw).hasSize(2);
    }

    @Test
    void aReadIsRepeatedOnceOnly() {
        script.usual = html(503, "<html></html>");

        assertThat(cloud.aggregates()).isInstanceOf(Indeterminate.class);
        assertThat(script.novaSaw).hasSize(2);
    }

    @Test
    void aSuccessWithoutSenseIsNeverTakenForAnEmptyList() {
        script.usual = json(200, "{}");
        assertThat(cloud.aggregates()).isEqualTo(new Indeterminate<List<Aggregate>>("an answer without aggregates"));
        assertThat(cloud.computeServices()).isInstanceOf(Indeterminate.class);
        assertThat(cloud.serversOn("H1")).isInstanceOf(Indeterminate.class);
        script.usual = html(200, "<html>maintenance</html>");
        assertThat(cloud.aggregates()).isInstanceOf(Indeterminate.class);
        assertThat(cloud.addHost(1, "H1")).isInstanceOf(Indeterminate.class);
        script.usual = exchange -> {
            exchange.getResponseHeaders().set("Location", script.url("/v2.1/elsewhere"));
            exchange.sendResponseHeaders(302, -1);
        };
        assertThat(cloud.addHost(1, "H1").problem()).contains("302");
        assertThat(script.novaSaw).noneMatch(seen -> seen.line().contains("elsewhere"));
    }

    @Test
    void pagesAreFollowedToTheEndByTheQueryOfTheirLinkAlone() {
        script.nova.add(page(
                "[" + server("s1", "H1") + "," + server("s2", "H1") + "]",
                "http://internal.invalid:1/v9/servers/detail?all_tenants=1&host=H1&marker=s2"));
        script.nova.add(page(
                "[" + server("s3", "H1") + "," + server("foreign", "H2") + "]",
                "http://internal.invalid:1/v9/servers/detail?all_tenants=1&host=H1&marker=s3"));
        script.nova.add(json(200, "{\"servers\": []}"));

        assertThat(cloud.serversOn("H1").found().orElseThrow())
                .containsExactly(
                        new Server("s1", "n-s1", "ACTIVE", "H1", "p", "n3-L40x1"),
                        new Server("s2", "n-s2", "ACTIVE", "H1", "p", "n3-L40x1"),
                        new Server("s3", "n-s3", "ACTIVE", "H1", "p", "n3-L40x1"));
        assertThat(script.novaSaw)
                .extracting(Seen::line)
                .containsExactly(
                        "GET /v2.1/servers/detail?all_tenants=1&host=H1",
                        "GET /v2.1/servers/detail?all_tenants=1&host=H1&marker=s2",
                        "GET /v2.1/servers/detail?all_tenants=1&host=H1&marker=s3");
        assertThat(script.novaSaw).extracting(Seen::microversion).containsOnly("compute 2.47");
    }

    @Test
    void halfAListOfServersIsNoAnswer() {
        script.nova.add(page("[" + server("s1", "H1") + "]", "http://x/servers/detail?marker=s1"));
        script.nova.add(fault(400, "badRequest", "no such page"));
        assertThat(cloud.serversOn("H1")).isEqualTo(new Rejected<List<Server>>(400, "“no such page”"));

        script.usual = page("[]", "http://x/servers/detail?marker=round-and-round");
        assertThat(cloud.serversOn("H1").problem()).contains("do not end");
    }

    @Test
    void serversWithoutTheirHostAreNotTakenForAnEmptyHost() {
        script.usual = json(
                200, "{\"servers\": [{\"id\": \"s\", \"name\": \"n\", \"status\": \"ACTIVE\", \"tenant_id\": \"p\"}]}");

        assertThat(cloud.serversOn("H1").problem()).contains("admin role");
    }

    @Test
    void namesAreEncodedInAddresses() {
        script.usual = json(200, "{\"servers\": []}");
        cloud.serversOn("a&b=c /d");

        assertThat(script.novaSaw.getFirst().line()).endsWith("?all_tenants=1&host=a%26b%3Dc+%2Fd");
    }

    @Test
    void aComputeServiceTellsWhetherItTakesServersAndIsAlive() {
        script.usual = json(200, """
                {"services": [
                  {"id": 3, "binary": "nova-conductor", "host": "H1", "status": "enabled", "state": "up", "zone": "internal"},
                  {"id": 4, "binary": "nova-compute", "host": "H1", "status": "disabled", "state": "down", "zone": "nova",
                   "disabled_reason": "broken fan", "updated_at": null}]}
                """);

        var service = cloud.computeService("H1").found().orElseThrow().orElseThrow();
        assertThat(service.enabled()).isFalse();
        assertThat(service.up()).isFalse();
        assertThat(service.disabledReason()).isEqualTo("broken fan");
        assertThat(cloud.computeService("H9").found().orElseThrow()).isEmpty();
    }

    @Test
    void aCloudThatIsNotThereMeansNotSent() {
        script.usual = json(200, "{\"aggregates\": []}");
        cloud.aggregates();
        script.close();

        assertThat(cloud.addHost(1, "H1").problem()).contains("not carried out", "no connection to 127.0.0.1");
    }

    @Test
    void theCircuitOpensAfterSustainedFailureAndClosesByItself() {
        script.usual = fault(500, "computeFault", "broken");
        await().atMost(Duration.ofSeconds(5))
                .until(() -> cloud.addHost(1, "H1").problem().contains("circuit is open"));
        int sentUntilOpen = script.novaSaw.size();
        assertThat(cloud.aggregates()).isInstanceOf(NotSent.class);
        assertThat(script.novaSaw).hasSize(sentUntilOpen);

        script.usual = json(200, ScriptedCloud.AGGREGATE);
        await().atMost(Duration.ofSeconds(5)).until(() -> cloud.addHost(1, "H1").ok());
        for (int i = 0; i < 20; i++) {
            assertThat(cloud.addHost(1, "H1").ok()).isTrue();
        }
    }

    @Test
    void refusalsNeverOpenTheCircuit() {
        script.usual = fault(409, "conflictingRequest", "no");
        for (int i = 0; i < 60; i++) {
            assertThat(cloud.addHost(1, "H1")).isInstanceOf(Rejected.class);
        }
    }

    @Test
    void callsBeyondTheOwnRateAreNotSent() {
        OpenStackCloud slow = cloud(QUICK.withRate(1, 2));

        assertThat(slow.addHost(1, "H1").ok()).isTrue();
        assertThat(slow.addHost(1, "H1").ok()).isTrue();
        assertThat(slow.addHost(1, "H1").problem()).contains("own limit of 1 calls a second");
        assertThat(script.novaSaw).hasSize(2);
    }

    @Test
    void theJournalTellsCommandsByAggregateNameWithoutSecrets() {
        script.nova.add(fault(404, "itemNotFound", "no token-1 here"));
        script.nova.add(json(200, "{\"aggregates\": [{\"id\": 7, \"name\": \"contract-O'Hara\", \"hosts\": []}]}"));
        script.nova.add(fault(500, "computeFault", "broken"));
        OpenStackCloud told = cloud.recordingTo(calls::add);
        told.removeHost(7, "H1");
        told.aggregates();
        told.addHost(7, "H1");

        assertThat(calls)
                .extracting(call -> call.command() + " -> " + call.answer())
                .containsExactly(
                        "openstack aggregate remove host 7 H1 -> 404 “no *** here”",
                        "openstack aggregate list --long -> 200",
                        "openstack aggregate add host 'contract-O'\\''Hara' H1 -> 500 “broken”");
        assertThat(calls).allMatch(call -> call.took().isPositive());
    }

    @Test
    void aJournalThatFailsDoesNotHideTheAnswer() {
        OpenStackCloud told = cloud.recordingTo(_ -> {
            throw new IllegalStateException("disk full");
        });
        assertThat(told.addHost(1, "H1").ok()).isTrue();
    }

    @Test
    void aRefusedTokenIsRenewedAndTheActionSentOnceMore() {
        script.nova.add(unauthorized());

        assertThat(cloud.addHost(1, "H1").ok()).isTrue();
        assertThat(script.novaSaw).extracting(Seen::token).containsExactly("token-1", "token-2");
        assertThat(cloud.addHost(1, "H1").ok()).isTrue();
        assertThat(script.keystoneSaw).hasSize(2);
    }

    @Test
    void aPathThatTheAccessRulesDoNotAllowIsRefusedAloneAndOthersGoOn() {
        script.usual = exchange -> (exchange.getRequestURI().getPath().endsWith("/os-services")
                        ? unauthorized()
                        : json(200, "{\"aggregates\": []}"))
                .to(exchange);

        for (int i = 0; i < 5; i++) {
            assertThat(cloud.computeServices().problem()).contains("access rules", "401");
            assertThat(cloud.aggregates().ok()).isTrue();
        }
        assertThat(script.keystoneSaw).hasSize(2);
    }

    @Test
    void aConnectionThatKeystoneClosesCostsNoCall() {
        script.keystone.add(ScriptedCloud.hangUp());

        assertThat(cloud.addHost(1, "H1").ok()).isTrue();
    }

    @Test
    void anAnswerInAnotherMicroversionIsNotBelieved() {
        script.usual = exchange -> {
            exchange.getResponseHeaders().set("OpenStack-API-Version", "compute 2.1");
            json(200, "{\"servers\": []}").to(exchange);
        };
        assertThat(cloud.servers().problem()).contains("microversion “compute 2.1”", "compute 2.69", "proxies");

        script.usual = exchange -> {
            exchange.getResponseHeaders().remove("OpenStack-API-Version");
            json(200, "{\"servers\": []}").to(exchange);
        };
        assertThat(cloud.servers().problem()).contains("no microversion");

        script.usual = exchange -> {
            exchange.getResponseHeaders().remove("OpenStack-API-Version");
            exchange.getResponseHeaders().set("X-OpenStack-Nova-API-Version", "2.69");
            json(200, "{\"servers\": []}").to(exchange);
        };
        assertThat(cloud.servers().problem()).isEmpty();
    }

    @Test
    void aNovaThatRefusesEveryTokenDoesNotBuryKeystone() {
        script.usual = unauthorized();

        for (int i = 0; i < 10; i++) {
            assertThat(cloud.addHost(1, "H1")).isInstanceOf(NotSent.class);
        }
        assertThat(script.keystoneSaw).hasSize(2);
        assertThat(script.novaSaw).hasSize(11);
    }

    @Test
    void everyServerOfEveryTenantIsReadPageByPageWithItsFlavorAlsoADeletedOne() {
        script.nova.add(
                page("[" + server("s1", "H1") + "," + server("s2", "H2") + "]", "http://x/v9?limit=1000&marker=s2"));
        script.nova.add(json(200, """
                {"servers": [
                  %s,
                  {"id": "s3", "name": "n-s3", "status": "SHELVED_OFFLOADED", "tenant_id": "q", "created": "2026-01-02T03:04:05Z",
                   "OS-EXT-SRV-ATTR:host": null,
                   "flavor": {"original_name": "odd", "extra_specs": {"pci_passthrough:alias": "l40:4", "quota:x": null}}}]}
                """.formatted(server("s2", "H2"))));
        script.nova.add(json(200, "{\"services\": []}"));

        var servers = cloud.recordingTo(calls::add).servers().found().orElseThrow();

        assertThat(servers).extracting(Server::id).containsExactly("s1", "s2", "s3");
        assertThat(servers.getLast())
                .isEqualTo(new Server(
                        "s3",
                        "n-s3",
                        "SHELVED_OFFLOADED",
                        null,
                        "q",
                        new Flavor("odd", Map.of("pci_passthrough:alias", "l40:4")),
                        Instant.parse("2026-01-02T03:04:05Z")));
        assertThat(script.novaSaw)
                .extracting(Seen::line)
                .containsExactly(
                        "GET /v2.1/servers/detail?all_tenants=1",
                        "GET /v2.1/servers/detail?all_tenants=1&marker=s2",
                        "GET /v2.1/os-services?binary=nova-compute");
        assertThat(calls)
                .extracting(ExternalCall::command)
                .containsExactly(
                        "openstack server list --all-projects --long",
                        "openstack server list --all-projects --long --marker s2",
                        "openstack compute service list --service nova-compute");
    }

    /** As a Nova 26 answered whose cell database was refused. */
    @Test
    void serversInACellThatNovaCannotReachAreListedAsUnknown() {
        script.usual = json(200, """
                {"servers": [{"id": "7d89", "status": "UNKNOWN", "tenant_id": "p", "created": "2026-11-28T02:12:21Z", "links": []},
                  {"id": "s", "name": "n", "status": "ERROR", "tenant_id": "p", "OS-EXT-SRV-ATTR:host": null}]}""");

        assertThat(cloud.servers().found().orElseThrow())
                .extracting(Server::isKnown)
                .containsExactly(false, true);
        assertThat(script.novaSaw).extracting(Seen::microversion).containsOnly("compute 2.69");
    }

    @Test
    void runningServersOnNoHostMeanThatHostsAreHiddenFromUs() {
        script.usual = json(
                200, "{\"servers\": [{\"id\": \"s\", \"name\": \"n\", \"status\": \"ACTIVE\", \"tenant_id\": \"p\"}]}");
        assertThat(cloud.servers().problem()).contains("admin role");

        script.usual = json(200, """
                {"servers": [{"id": "s", "name": "n", "status": "ERROR", "tenant_id": "p", "OS-EXT-SRV-ATTR:host": null}]}""");
        assertThat(cloud.servers().ok()).isTrue();
    }

    @Test
    void flavorsAreReadWhetherPublicOrNotWithTheirExtraSpecs() {
        script.usual = json(200, """
                {"flavors": [{"name": "a", "extra_specs": {"resources:VGPU": "1"}}, {"name": "b", "extra_specs": {}}]}""");

        assertThat(cloud.flavors().found().orElseThrow())
                .containsExactly(new Flavor("a", Map.of("resources:VGPU", "1")), Flavor.named("b"));
        assertThat(script.novaSaw.getFirst().line()).isEqualTo("GET /v2.1/flavors/detail?is_public=None&limit=1000");
        assertThat(script.novaSaw.getFirst().microversion()).isEqualTo("compute 2.61");
    }

    @Test
    void projectsComeFromKeystone() {
        script.projects = json(200, "{\"projects\": [{\"id\": \"p\", \"name\": \"acme\"}], \"links\": {}}");
        assertThat(cloud.projects()).isEqualTo(new Ok<>(List.of(new Project("p", "acme"))));

        script.projects =
                json(403, "{\"error\": {\"code\": 403, \"title\": \"Forbidden\", \"message\": \"not allowed\"}}");
        assertThat(cloud.projects()).isEqualTo(new Rejected<List<Project>>(403, "“not allowed”"));
    }

    @Test
    void aListWithoutItsItemsOrWithALinkToNowhereIsNoList() {
        script.usual = json(200, "{}");
        script.projects = json(200, "{}");
        assertThat(cloud.servers()).isInstanceOf(Indeterminate.class);
        assertThat(cloud.flavors()).isInstanceOf(Indeterminate.class);
        assertThat(cloud.projects()).isInstanceOf(Indeterminate.class);

        script.usual = page("[]", "no address at all");
        assertThat(cloud.servers().problem()).contains("link to the next page");
    }

    private OpenStackCloud cloud(Limits limits) {
        return OpenStackCloud.connect(script.settings().withLimits(limits), Clock.systemUTC());
    }

    private static ScriptedCloud.Reply page(String servers, String next) {
        return json(
                200,
                "{\"servers\": %s, \"servers_links\": [{\"rel\": \"next\", \"href\": \"%s\"}]}"
                        .formatted(servers, next));
    }

    private static String server(String id, String host) {
        return """
                {"id": "%s", "name": "n-%s", "status": "ACTIVE", "tenant_id": "p", "OS-EXT-SRV-ATTR:host": "%s",
                 "flavor": {"original_name": "n3-L40x1", "vcpus": 8}}""".formatted(id, id, host);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
