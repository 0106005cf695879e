package io.spotmanager.gateway.migration;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.SimulatedCloud;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the board shows beside its targets while a host is dragged is what the preview of that move says. */
@GatewayTest
class MoveVerdictsTest {
    private final Gateway gateway;
    private final SimulatedCloud cloud;

    MoveVerdictsTest(Gateway gateway) {
        this.gateway = gateway;
        this.cloud = gateway.cloud();
    }

    @BeforeEach
    void the_cloud_was_read() {
        gateway.readsTheCloud();
    }

    private JsonNode verdicts(String... hosts) {
        return gateway.viewer()
                .get("/api/move-verdicts?host=" + String.join("&host=", hosts))
                .is(200)
                .json();
    }

    private static JsonNode target(JsonNode host, String name) {
        return host.path("targets")
                .valueStream()
                .filter(target -> target.path("aggregate").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void every_pool_has_a_verdict_for_each_host() {
        var empty = cloud.emptyHostOf("L40-n3-spot");
        var busy = cloud.busyHostOf("L40-n3-spot");

        var answer = verdicts(empty, busy);

        assertThat(answer.path("generation").asLong()).isPositive();
        assertThat(answer.path("hosts").path(0).path("host").asString()).isEqualTo(empty);
        assertThat(target(answer.path("hosts").path(0), "L40-n3").path("result").asString())
                .isEqualTo("ALLOWED");
        var refused = target(answer.path("hosts").path(1), "L40-n3");
        assertThat(refused.path("result").asString()).isEqualTo("REFUSED");
        assertThat(refused.path("reason").asString()).isEqualTo("a spot host moves only when it is empty");
    }

    @Test
    void a_verdict_says_what_the_preview_of_the_same_move_says() {
        for (var source : new String[] {"L40-n3-spot", "L40-n3", "A100-n3-NVLink"}) {
            var host = cloud.busyHostOf(source);
            verdicts(host).path("hosts").path(0).path("targets").forEach(target -> {
                var preview = gateway.viewer()
                        .post("/api/preview-migration", """
                                {"host": "%s", "source_aggregate": "%s", "target_aggregate": "%s", "acknowledge": %s,
                                 "operation": "%s", "reason": "new fans"}""".formatted(
                                        host,
                                        source,
                                        target.path("aggregate").asString(),
                                        target.path("acknowledge"),
                                        target.path("aggregate").asString().isEmpty() ? "remove" : "full"))
                        .is(200)
                        .json();
                assertThat(preview.path("allowed").asBoolean())
                        .as("%s from %s: %s", host, source, target)
                        .isEqualTo(!target.path("result").asString().equals("REFUSED"));
            });
        }
    }

    @Test
    void a_host_that_nobody_knows_goes_nowhere() {
        verdicts("nobody")
                .path("hosts")
                .path(0)
                .path("targets")
                .forEach(target -> assertThat(target.path("reason").asString())
                        .isIn("Nova has no such host", "in no pool already"));
    }

    @Test
    void too_many_hosts_are_refused_with_the_limit() {
        var many = IntStream.range(0, 101).mapToObj("host=H%d"::formatted).collect(joining("&"));

        gateway.viewer()
                .get("/api/move-verdicts?" + many)
                .isProblem(400, "invalid-request")
                .says("host names 101 hosts: send 1 to 100 of them");
        gateway.viewer().get("/api/move-verdicts").is(400).says("host");
    }
}
