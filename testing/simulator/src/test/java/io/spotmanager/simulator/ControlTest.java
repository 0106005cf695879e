package io.spotmanager.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a test can find out behind the services' backs. */
class ControlTest {

    private final Cloud cloud = Cloud.real();

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void theStateShowsAHostInNoPoolAndOneInTwo() {
        cloud.removeHost(1, "CA1-ESC8-L40-01");
        cloud.addHost(12, "US1-H100-04");

        JsonNode hosts = control("GET", "state").json().path("hosts");

        assertThat(pools(hosts, "CA1-ESC8-L40-01")).isEmpty();
        assertThat(pools(hosts, "US1-H100-04")).containsExactly("H100-n3", "H100-n3-spot");
    }

    @Test
    void resettingBringsTheFleetBackAndKeepsTheToken() {
        cloud.removeHost(1, "CA1-ESC8-L40-01");

        assertThat(control("POST", "reset").status()).isEqualTo(200);
        assertThat(cloud.hostsOf(1)).containsExactly("CA1-ESC8-L40-01", "CA1-ESC8-L40-02");
        assertThat(cloud.get("/v2.1/os-aggregates").status()).isEqualTo(200);
    }

    @Test
    void callsAreCountedByRouteAndRememberedWithoutPasswords() {
        control("DELETE", "calls");
        cloud.logIn("admin", "simulator", "admin");
        cloud.addHost(12, "US1-H100-04");
        cloud.addHost(11, "US1-H100-04");

        Reply calls = control("GET", "calls");

        assertThat(calls.json()
                        .path("counts")
                        .path("POST /v2.1/os-aggregates/{id}/action")
                        .intValue())
                .isEqualTo(2);
        assertThat(calls.json().at("/latest/1/body").stringValue()).contains("add_host");
        assertThat(calls.json().at("/latest/2/status").intValue()).isEqualTo(409);
        assertThat(calls.text()).doesNotContain("\"simulator\"");
    }

    @Test
    void ofEightAddsAtOnceOneWins() throws Exception {
        Callable<Integer> add = () -> cloud.addHost(12, "US1-H100-03").status();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = threads.invokeAll(
                    IntStream.range(0, 8).mapToObj(index -> add).toList());

            assertThat(answers.stream().map(Future::resultNow).sorted())
                    .containsExactly(200, 409, 409, 409, 409, 409, 409, 409);
        }
        assertThat(cloud.hostsOf(12)).containsExactly("US1-H100-03");
    }

    @Test
    void aHostDisabledTheOldWayIsInMaintenance() {
        cloud.send(
                "PUT",
                "/v2.1/os-services/disable-log-reason",
                "{\"host\":\"CA1-ESC8-L40-01\",\"binary\":\"nova-compute\",\"disabled_reason\":\"fan\"}",
                Map.of("X-Auth-Token", cloud.token()));

        JsonNode service = cloud.get("/v2.1/os-services?binary=nova-compute&host=CA1-ESC8-L40-01")
                .json()
                .at("/services/0");
        JsonNode server = cloud.get("/v2.1/servers/detail?all_tenants=1&host=CA1-ESC8-L40-01")
                .json()
                .at("/servers/0");

        assertThat(service.path("status").stringValue()).isEqualTo("disabled");
        assertThat(service.path("disabled_reason").stringValue()).isEqualTo("fan");
        assertThat(server.path("host_status").stringValue()).isEqualTo("MAINTENANCE");
    }

    @Test
    void anAggregateCanBeMadeFilledEmptiedAndDeleted() {
        Reply made = cloud.post(
                "/v2.1/os-aggregates", "{\"aggregate\":{\"name\":\"B200-n3\",\"availability_zone\":\"az-b\"}}");
        int id = made.json().at("/aggregate/id").intValue();

        assertThat(made.json().path("aggregate").has("hosts")).isFalse();
        assertThat(cloud.addHost(id, "CA1-ESC4-A4000-01").status()).isEqualTo(200);
        assertThat(cloud.removeHost(id, "CA1-ESC4-A4000-01").status()).isEqualTo(200);
        assertThat(cloud.nova("DELETE", "/v2.1/os-aggregates/" + id, "").status())
                .isEqualTo(200);
        assertThat(cloud.get("/v2.1/os-aggregates/" + id).status()).isEqualTo(404);
    }

    @Test
    void metadataIsSetAndTakenAwayByNull() {
        String action = Cloud.action(12);

        cloud.post(action, "{\"set_metadata\":{\"metadata\":{\"owner\":\"acme\",\"gpu\":null}}}");

        assertThat(cloud.get("/v2.1/os-aggregates/12").json().at("/aggregate/metadata"))
                .isEqualTo(Cloud.json("{\"owner\":\"acme\"}"));
    }

    private Reply control(String method, String name) {
        return cloud.send(method, "/_simulator/" + name, "", Map.of());
    }

    private static List<String> pools(JsonNode hosts, String name) {
        return hosts.valueStream()
                .filter(host -> host.path("host").stringValue().equals(name))
                .flatMap(host -> host.path("aggregates").valueStream())
                .map(JsonNode::stringValue)
                .toList();
    }
}
