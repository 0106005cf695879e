package io.spotmanager.workflow.health;

import static io.spotmanager.workflow.health.Dependency.NETBOX;
import static io.spotmanager.workflow.health.Dependency.OPENSTACK;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HealthAnswerTest {
    private static final Instant NOON = Instant.parse("2031-01-01T12:00:00Z");

    private static Finding found(Dependency dependency, DependencyState state, @Nullable String cause, String by) {
        return new Finding(dependency, state, NOON, cause, cause == null ? 12 : null, NOON.plusSeconds(9), by);
    }

    private static final Finding WELL = found(NETBOX, DependencyState.UP, null, "inventory-worker@here/1");
    private static final Finding AWAY = found(OPENSTACK, DependencyState.DOWN, "time-out", "");

    @Test
    void one_dependency_that_is_down_is_enough_for_a_503() {
        assertThat(HealthAnswer.of(List.of(WELL, AWAY), true).status()).isEqualTo("DOWN");
        assertThat(HealthAnswer.of(List.of(WELL, AWAY), true).code()).isEqualTo(503);
    }

    @Test
    void what_is_off_or_not_known_is_no_outage() {
        var quiet = List.of(
                WELL,
                found(OPENSTACK, DependencyState.UNKNOWN, "no part has looked", ""),
                found(Dependency.RUNPOD, DependencyState.OFF, "not configured", ""));

        assertThat(HealthAnswer.of(quiet, true).status()).isEqualTo("UP");
        assertThat(HealthAnswer.of(quiet, true).code()).isEqualTo(200);
    }

    @Test
    void who_may_know_only_the_status_gets_the_status_alone() {
        assertThat(Json.MAPPER.writeValueAsString(HealthAnswer.of(List.of(WELL, AWAY), false)))
                .isEqualTo("{\"status\":\"DOWN\"}");
    }

    @Test
    void each_dependency_is_named_with_what_was_found_and_by_whom() {
        var answer = Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(HealthAnswer.of(List.of(WELL, AWAY), true)));

        assertThat(answer.get("dependencies")).isEqualTo(Json.MAPPER.readTree("""
                [{"name":"netbox","state":"UP","since":"2031-01-01T12:00:00Z","latency_ms":12,
                  "seen_at":"2031-01-01T12:00:09Z","seen_by":"inventory-worker@here/1"},
                 {"name":"openstack","state":"DOWN","since":"2031-01-01T12:00:00Z","cause":"time-out",
                  "seen_at":"2031-01-01T12:00:09Z"}]"""));
    }

    @Test
    void what_every_part_uses_no_other_part_tells_of() {
        assertThat(Arrays.stream(Dependency.values()).filter(Dependency::isOfEveryPart))
                .containsExactly(Dependency.RABBITMQ, Dependency.POSTGRESQL);
    }
}
