package io.spotmanager.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.spotmanager.fleet.read.FleetSnapshotRepository;
import io.spotmanager.inventory.capacity.FleetGauges;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A1 and A2 are in L40-n3, B1 in L40-n3-spot, C1 in no pool; eight GPUs each. As Prometheus reads them. */
class FleetGaugesTest {
    private final JdbcClient jdbc = InventoryDatabase.jdbc();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final FleetGauges gauges = new FleetGauges(new FleetSnapshotRepository(jdbc), meters);

    @BeforeEach
    void a_fleet() {
        InventoryDatabase.empty();
        run("""
                insert into pool (name, aggregate_id, kind, gpu_type, gpu_type_from, nvlink)
                values ('L40-n3', 1, 'ON_DEMAND', 'L40', 'name', false), ('L40-n3-spot', 2, 'SPOT', 'L40', 'name', false)""");
        run("""
                insert into host (name, pool, gpu_type, gpu_used, gpu_capacity, vm_count, status, reasons)
                values ('A1', 'L40-n3', 'L40', 3, 8, 1, 'IN_USE', '[]'), ('A2', 'L40-n3', 'L40', 0, 8, 0, 'AVAILABLE', '[]'),
                       ('B1', 'L40-n3-spot', 'L40', 0, 8, 0, 'OUT_OF_STOCK', '[{"code": "NETBOX", "text": "broken"}]'),
                       ('C1', null, 'L40', 0, 8, 0, 'OUT_OF_STOCK', '[{"code": "NO_AGGREGATE", "text": "in no pool"}]')""");
        run("insert into pool_host (pool, host) values ('L40-n3', 'A1'), ('L40-n3', 'A2'), ('L40-n3-spot', 'B1')");
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }

    private List<String> series(String name) {
        gauges.update();
        return meters.scrape()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .map(line -> line.substring(name.length()))
                .toList();
    }

    @Test
    void gpus_and_hosts_are_counted_by_type_pool_and_use() {
        assertThat(series("spot_gpus"))
                .containsExactlyInAnyOrder(
                        "{gpu_type=\"L40\",pool=\"L40-n3\",state=\"free\"} 13.0",
                        "{gpu_type=\"L40\",pool=\"L40-n3\",state=\"used\"} 3.0",
                        "{gpu_type=\"L40\",pool=\"L40-n3\",state=\"under_way\"} 0.0",
                        "{gpu_type=\"L40\",pool=\"L40-n3\",state=\"out_of_stock\"} 0.0",
                        "{gpu_type=\"L40\",pool=\"L40-n3-spot\",state=\"free\"} 0.0",
                        "{gpu_type=\"L40\",pool=\"L40-n3-spot\",state=\"used\"} 0.0",
                        "{gpu_type=\"L40\",pool=\"L40-n3-spot\",state=\"under_way\"} 0.0",
                        "{gpu_type=\"L40\",pool=\"L40-n3-spot\",state=\"out_of_stock\"} 8.0");
        assertThat(series("spot_hosts"))
                .contains(
                        "{gpu_type=\"L40\",pool=\"L40-n3\",state=\"available\"} 1.0",
                        "{gpu_type=\"L40\",pool=\"L40-n3\",state=\"in_use\"} 1.0",
                        "{gpu_type=\"L40\",pool=\"L40-n3-spot\",state=\"out_of_stock\"} 1.0");
    }

    @Test
    void a_whole_type_counts_hosts_in_no_pool_as_well() {
        assertThat(series("spot_type_gpus"))
                .containsExactlyInAnyOrder(
                        "{gpu_type=\"L40\",state=\"free\"} 13.0",
                        "{gpu_type=\"L40\",state=\"used\"} 3.0",
                        "{gpu_type=\"L40\",state=\"under_way\"} 0.0",
                        "{gpu_type=\"L40\",state=\"out_of_stock\"} 16.0");
        assertThat(series("spot_type_hosts")).contains("{gpu_type=\"L40\",state=\"out_of_stock\"} 2.0");
    }

    @Test
    void an_open_move_shows_its_host_under_way_and_a_pool_that_is_gone_has_no_series() {
        assertThat(series("spot_gpus")).isNotEmpty();
        run("""
                insert into operation (id, kind, subject, state, open, request, requested_by, audit_seq, audit_head)
                values (gen_random_uuid(), 'migration', 'C1', 'HOST_REMOVED', true,
                        '{"source_aggregate": "L40-n3", "target_aggregate": "L40-n3-spot"}', 'ann', 1, '')""");
        assertThat(series("spot_gpus")).contains("{gpu_type=\"L40\",pool=\"L40-n3-spot\",state=\"under_way\"} 8.0");

        run("delete from pool_host where pool = 'L40-n3'");
        run("delete from pool where name = 'L40-n3'");
        run("update snapshot set generation = generation + 1");
        assertThat(series("spot_gpus")).noneMatch(series -> series.contains("\"L40-n3\""));
    }
}
