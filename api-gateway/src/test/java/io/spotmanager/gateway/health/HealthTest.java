package io.spotmanager.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Surroundings;
import io.spotmanager.workflow.health.Dependency;
import io.spotmanager.workflow.health.DependencyReports;
import io.spotmanager.workflow.health.DependencyState;
import io.spotmanager.workflow.health.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The broker of these gateways is away. */
@GatewayTest
class HealthTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String TOKEN = "token-of-the-metrics-in-tests";

    private final Gateway gateway;

    HealthTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void a_gateway_lives_and_is_ready_without_a_broker() {
        for (var path : List.of(
                "/health",
                "/health/ready",
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness")) {
            gateway.anonymous().get(path).is(200).says("\"status\":\"UP\"");
        }
    }

    @Test
    void everybody_learns_that_a_dependency_is_down_and_those_who_see_the_board_which_one_since_when_and_why() {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> gateway.anonymous().get("/health/dependencies").is(503));
        var status = gateway.anonymous().get("/health/dependencies").is(503);
        assertThat(status.text()).isEqualTo("{\"status\":\"DOWN\"}");

        var broker = gateway.viewer().get("/health/dependencies").is(503).json().path("dependencies");
        assertThat(broker.findValuesAsString("name"))
                .containsExactly("openstack", "netbox", "hyperstack", "runpod", "rabbitmq", "postgresql");
        assertThat(broker.path(4).path("state").asString()).isEqualTo("DOWN");
        assertThat(broker.path(4).path("cause").asString()).containsIgnoringCase("refused");
        assertThat(Instant.parse(broker.path(4).path("since").asString())).isBefore(Instant.now());
        assertThat(broker.path(5).path("state").asString()).isEqualTo("UP");
        assertThat(broker.path(5).path("latency_ms").isNumber()).isTrue();
    }

    @Test
    void what_workers_report_of_clouds_is_told_and_one_that_cannot_reach_one_is_enough() {
        var began = Instant.parse("2031-01-02T03:04:05Z");
        new DependencyReports(gateway.jdbc())
                .write(List.of(
                        seen(Dependency.OPENSTACK, DependencyState.UP, null, "inventory-worker@a/1", began),
                        seen(Dependency.OPENSTACK, DependencyState.DOWN, "no way", "migration-worker@b/1", began),
                        seen(Dependency.NETBOX, DependencyState.OFF, null, "inventory-worker@a/1", began)));

        await().atMost(PATIENCE).untilAsserted(() -> {
            var told = gateway.viewer().get("/health/dependencies").json().path("dependencies");
            assertThat(told.path(0).path("state").asString()).isEqualTo("DOWN");
            assertThat(told.path(0).path("cause").asString()).isEqualTo("no way");
            assertThat(told.path(0).path("since").asString()).isEqualTo("2031-01-02T03:04:05Z");
            assertThat(told.path(0).path("seen_by").asString()).isEqualTo("migration-worker@b/1");
            assertThat(told.path(1).path("state").asString()).isEqualTo("OFF");
            assertThat(told.path(2).path("state").asString()).isEqualTo("UNKNOWN");
        });
    }

    private static Finding seen(
            Dependency dependency, DependencyState state, @Nullable String cause, String by, Instant since) {
        return new Finding(dependency, state, since, cause, 12, since, by);
    }

    @Test
    void the_token_of_the_metrics_opens_them_and_the_dependencies_and_nothing_else() {
        try (var application = Surroundings.anotherGateway(Map.of("spot.metrics.token", TOKEN))) {
            var other = Gateway.of(application);
            other.withToken(TOKEN).get("/actuator/prometheus").is(200).says("jvm_memory_used_bytes");
            other.withToken(TOKEN).get("/health/dependencies").says("\"dependencies\"");
            other.withToken(TOKEN).get("/actuator/info").is(403);
            other.withToken(TOKEN).get("/api/operations").is(403);
            other.withToken(TOKEN + "x").get("/actuator/prometheus").is(401);
            other.anonymous().get("/actuator/prometheus").is(401);
        }
        gateway.withToken(TOKEN).get("/actuator/prometheus").is(401);
    }
}
