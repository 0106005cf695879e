package io.spotmanager.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.workflow.health.RunningParts;
import io.spotmanager.workflow.health.RunningParts.Self;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** NetBox against the pools, and the fleet in all. */
@GatewayTest
class InventoryCheckTest {
    private final Gateway gateway;

    InventoryCheckTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void a_fleet() {
        gateway.tamper("""
                insert into pool (name, aggregate_id, kind, gpu_type, gpu_type_from, nvlink, zone)
                values ('L40-n3', 1, 'ON_DEMAND', 'L40', 'name', false, null),
                       ('L40-n3-spot', 2, 'SPOT', 'L40', 'name', false, null),
                       ('cpu-general', 5, null, null, null, false, null)
                """, """
                insert into host (name, pool, gpu_type, gpu_used, gpu_capacity, vm_count, status, reasons)
                values ('H1', 'L40-n3', 'L40', 3, 8, 1, 'IN_USE', '[]'),
                       ('H2', 'L40-n3', 'L40', 0, 8, 0, 'AVAILABLE', '[]'),
                       ('H3', null, 'L40', 0, 8, 0, 'OUT_OF_STOCK', '[]'),
                       ('CPU1', null, null, 0, 0, 0, 'AVAILABLE', '[]')
                """, """
                insert into pool_host (pool, host) values ('L40-n3', 'H1'), ('L40-n3', 'H2'), ('L40-n3-spot', 'H2'), ('cpu-general', 'CPU1')
                """, """
                insert into device (name, status, tenant, site, rack, tags, url)
                values ('h1', 'active', 'Acme', 'CA1', 'R1', '[]', 'https://netbox/dcim/devices/1/'),
                       ('H9', 'planned', null, 'CA1', 'R2', '[]', 'https://netbox/dcim/devices/9/'),
                       ('cpu1', 'active', null, null, null, '[]', null)
                """);
    }

    @Test
    void what_is_in_one_and_not_in_the_other_is_named() {
        gateway.tamper("update source set state = 'OK', read_at = now() where name = 'netbox'");

        var check = gateway.viewer().get("/api/inventory-check").is(200).json();

        assertThat(check.path("netbox_total").asInt()).isEqualTo(3);
        assertThat(check.path("columns_total").asInt()).isEqualTo(3);
        assertThat(check.path("in_both").asInt()).isEqualTo(1);
        assertThat(check.path("difference").asInt()).isZero();
        assertThat(names(check.path("only_in_netbox"), "name")).isEqualTo("cpu1 H9");
        assertThat(check.at("/only_in_netbox/0/in_nova").asBoolean()).isTrue();
        assertThat(check.at("/only_in_netbox/1/in_nova").asBoolean(true)).isFalse();
        assertThat(check.at("/only_in_netbox/1/status").asString()).isEqualTo("planned");
        assertThat(names(check.path("only_in_columns"), "hostname")).isEqualTo("H2 H3");
        assertThat(names(check.path("in_several_pools"), "hostname")).isEqualTo("H2");
    }

    @Test
    void without_netbox_nothing_is_called_missing() {
        var check = gateway.viewer().get("/api/inventory-check").is(200).json();

        assertThat(check.has("netbox_total")).isFalse();
        assertThat(check.path("columns_total").asInt()).isEqualTo(3);
        assertThat(check.path("only_in_columns")).isEmpty();
        assertThat(check.at("/netbox/state").asString()).isEqualTo("UNREAD");
    }

    @Test
    void the_cloud_and_the_whole_fleet_are_told() {
        var system = gateway.viewer().get("/api/system").is(200).json();

        assertThat(system.at("/fleet/hosts").asInt()).isEqualTo(3);
        assertThat(system.at("/fleet/gpus/total").asInt()).isEqualTo(24);
        assertThat(system.at("/fleet/gpus/free").asInt()).isEqualTo(13);
        assertThat(system.at("/fleet/gpu_types").asInt()).isEqualTo(1);
        var bound = gateway.jdbc()
                .sql("select count(*) from cloud_binding where replaced_at is null")
                .query(Integer.class)
                .single();
        assertThat(system.has("cloud")).isEqualTo(bound == 1);
    }

    @Test
    void each_part_tells_its_release_and_since_when_they_differ() {
        var parts = new RunningParts(gateway.jdbc());
        parts.report(new Self("launch-worker@z/1", "launch-worker", "1.0.0", "abc"));
        parts.report(new Self("migration-worker@z/1", "migration-worker", "1.1.0", "def"));
        var system = gateway.viewer().get("/api/system").is(200).json();

        assertThat(names(system.path("parts"), "part")).contains("launch-worker", "migration-worker");
        assertThat(names(system.path("parts"), "version")).contains("1.0.0", "1.1.0");
        assertThat(Instant.parse(system.path("parts_differ_since").asString())).isBefore(Instant.now());
    }

    private static String names(JsonNode list, String member) {
        return String.join(
                " ",
                list.valueStream().map(each -> each.path(member).asString()).toList());
    }
}
