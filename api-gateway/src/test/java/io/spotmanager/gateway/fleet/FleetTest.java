package io.spotmanager.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@GatewayTest
class FleetTest {
    private final Gateway gateway;

    FleetTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void the_inventory_worker_has_seen_three_pools() {
        gateway.tamper(
                "update snapshot set generation = 7, read_at = '2026-01-01T00:00:00Z'",
                """
                insert into pool (name, aggregate_id, kind, gpu_type, nvlink, zone)
                values ('L40-n3', 1, 'ON_DEMAND', 'L40', false, null),
                       ('L40-n3-spot', 2, 'SPOT', 'L40', false, 'az-1'),
                       ('Contract-ACME', 3, 'CONTRACT', null, false, null)
                """,
                "insert into pool_host (pool, host) values ('L40-n3', 'H2'), ('L40-n3', 'H1'), ('Contract-ACME', 'H3')");
    }

    @Test
    void the_gpu_types_are_counted_and_an_empty_pool_counts_as_a_pool() {
        gateway.viewer().get("/api/gpu-types").is(200).says("""
                [{"gpu_type":"L40","pools":2,"hosts":2}]""");
    }

    @Test
    void the_pools_of_a_type_show_their_hosts_and_how_old_the_picture_is() {
        var pools = gateway.viewer().get("/api/aggregates/L40").is(200).json();

        assertThat(pools.path("snapshot").path("generation").asInt()).isEqualTo(7);
        assertThat(pools.path("snapshot").path("read_at").asString()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(pools.path("aggregates").toString()).isEqualTo("""
                [{"name":"L40-n3","pool":"ON_DEMAND","nvlink":false,"hosts":["H1","H2"]},\
                {"name":"L40-n3-spot","pool":"SPOT","nvlink":false,"availability_zone":"az-1","hosts":[]}]""");
    }

    @Test
    void a_type_that_nobody_sells_is_not_found() {
        gateway.viewer().get("/api/aggregates/B200").isProblem(404, "not-found").says("No pool sells B200");
    }

    @Test
    void a_cloud_that_could_not_be_read_is_told_with_the_picture() {
        gateway.tamper("update source set state = 'STALE', trouble = 'Nova did not answer' where name = 'aggregates'");

        gateway.viewer().get("/api/snapshot").is(200).says("\"trouble\":\"Nova did not answer\"", "\"generation\":7");
    }
}
