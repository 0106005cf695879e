package io.spotmanager.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.fleet.capacity.CapacityRepository;
import io.spotmanager.fleet.capacity.CapacityRepository.Point;
import io.spotmanager.fleet.capacity.CapacityRepository.Question;
import io.spotmanager.fleet.capacity.CapacityTable;
import io.spotmanager.fleet.read.FleetSnapshotRepository;
import io.spotmanager.inventory.capacity.CapacitySampler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A1 and A2 are in L40-n3, B1 in L40-n3-spot, C1 in no pool; eight GPUs each. */
class CapacityTest {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration HOUR = Duration.ofHours(1);

    private final JdbcClient jdbc = InventoryDatabase.jdbc();
    private final CapacitySampler sampler =
            new CapacitySampler(new CapacityTable(jdbc), new FleetSnapshotRepository(jdbc));
    private final CapacityRepository capacity = new CapacityRepository(jdbc);

    @BeforeEach
    void a_fleet_that_was_just_read() {
        InventoryDatabase.empty();
        run("""
                insert into pool (name, aggregate_id, kind, gpu_type, gpu_type_from, nvlink)
                values ('L40-n3', 1, 'ON_DEMAND', 'L40', 'name', false), ('L40-n3-spot', 2, 'SPOT', 'L40', 'name', false),
                       ('L40-n3-runpod', 3, 'RUNPOD', 'L40', 'name', false)""");
        host("A1", "L40-n3", "IN_USE", 3);
        host("A2", "L40-n3", "AVAILABLE", 0);
        host("B1", "L40-n3-spot", "OUT_OF_STOCK", 0);
        run("update host set reasons = '[{\"code\": \"NETBOX\", \"text\": \"broken\"}]' where name = 'B1'");
        host("C1", "", "OUT_OF_STOCK", 0);
        run("update host set reasons = '[{\"code\": \"NO_AGGREGATE\", \"text\": \"in no pool\"}]' where name = 'C1'");
        run("update source set read_at = now() where name in ('aggregates', 'servers', 'services')");
    }

    private void host(String name, String pool, String status, int used) {
        jdbc.sql("""
                insert into host (name, pool, gpu_type, gpu_used, gpu_capacity, vm_count, status, reasons)
                values (?, nullif(?, ''), 'L40', ?, 8, sign(?), ?, '[]')""").params(name, pool, used, used, status).update();
        if (!pool.isEmpty()) {
            jdbc.sql("insert into pool_host (pool, host) values (?, ?)")
                    .params(pool, name)
                    .update();
        }
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }

    private List<Point> points(@Nullable String type, @Nullable String pool, Duration back, Duration step) {
        var now = Instant.now();
        return capacity.read(new Question(type, pool, now.minus(back), now.plusSeconds(1), step));
    }

    private Point now(@Nullable String pool) {
        return points("L40", pool == null ? "" : pool, FIVE_MINUTES, FIVE_MINUTES)
                .getFirst();
    }

    @Test
    void a_sample_counts_as_the_board_does() {
        sampler.takeIfDue();

        var whole = now(null);
        assertThat(List.of(whole.hosts(), whole.hostsAvailable(), whole.hostsUnderWay(), whole.hostsOutOfStock()))
                .containsExactly(4.0, 1.0, 0.0, 2.0);
        assertThat(List.of(whole.free(), whole.used(), whole.underWay(), whole.outOfStock()))
                .containsExactly(13.0, 3.0, 0.0, 16.0);
        assertThat(now("L40-n3").free()).isEqualTo(13);
        assertThat(now("L40-n3-spot").outOfStock()).isEqualTo(8);
        assertThat(now("L40-n3-runpod").hosts()).isZero();
    }

    @Test
    void a_host_in_an_aggregate_that_is_no_pool_is_in_no_pool() {
        run("insert into pool (name, aggregate_id, nvlink) values ('zone-a', 9, false)");
        run("insert into pool_host (pool, host) values ('zone-a', 'C1')");

        sampler.takeIfDue();

        assertThat(now(null).hosts()).isEqualTo(4);
    }

    @Test
    void a_host_between_two_pools_is_under_way_to_its_target() {
        run("""
                insert into operation (id, kind, subject, state, open, request, requested_by, audit_seq, audit_head)
                values (gen_random_uuid(), 'migration', 'C1', 'HOST_REMOVED', true,
                        '{"source_aggregate": "L40-n3", "target_aggregate": "L40-n3-runpod"}', 'ann', 1, '')""");

        sampler.takeIfDue();

        assertThat(now("L40-n3-runpod").underWay()).isEqualTo(8);
        assertThat(now("L40-n3").underWay()).isZero();
        assertThat(now(null).underWay()).isEqualTo(8);
        assertThat(now(null).outOfStock()).isEqualTo(8);
    }

    @Test
    void of_two_replicas_the_first_sample_of_five_minutes_is_kept() {
        sampler.takeIfDue();
        run("update host set gpu_used = 8 where name = 'A1'");
        sampler.takeIfDue();

        assertThat(now(null).used()).isEqualTo(3);
    }

    @Test
    void a_fleet_that_cannot_be_read_leaves_the_time_empty() {
        run("update source set read_at = now() - interval '6 minutes' where name = 'servers'");
        sampler.takeIfDue();
        assertThat(points(null, null, FIVE_MINUTES, FIVE_MINUTES)).isEmpty();

        run("update source set read_at = now() where name = 'servers'");
        sampler.takeIfDue();
        assertThat(points(null, null, FIVE_MINUTES, FIVE_MINUTES)).hasSize(1);
    }

    @Test
    void hours_are_averages_and_tell_the_fewest_free_gpus() {
        sampler.takeIfDue();
        run("update capacity set at = date_trunc('hour', now()) - interval '3 hours'");
        run(
                "insert into capacity select minutes, gpu_type, pool, at + interval '5 minutes', hosts, hosts_available, hosts_under_way,"
                        + " hosts_out_of_stock, 3, 3, 13, gpus_under_way, gpus_out_of_stock from capacity");

        sampler.takeIfDue();

        var hours = points("L40", "", Duration.ofHours(4), HOUR);
        assertThat(hours).hasSize(2); // the present one is read from its sample
        assertThat(hours.getFirst().free()).isEqualTo(8);
        assertThat(hours.getFirst().freeLeast()).isEqualTo(3);
        assertThat(hours.getFirst().used()).isEqualTo(8);
        assertThat(InventoryDatabase.one("select count(*) from capacity where minutes = 60"))
                .isEqualTo("4");
    }

    @Test
    void an_hour_is_summed_up_once_and_weighs_as_much_as_its_samples() {
        sampler.takeIfDue();
        run("update capacity set at = date_trunc('day', now()) - interval '1 day'");
        sampler.takeIfDue();
        run("delete from capacity where minutes = 5");
        run("update source set read_at = now()");
        sampler.takeIfDue();

        assertThat(InventoryDatabase.one("select count(*) from capacity where minutes = 60"))
                .isEqualTo("4");
        assertThat(points("L40", "", Duration.ofDays(2), Duration.ofDays(1)))
                .extracting(Point::free)
                .containsExactly(13.0, 13.0);
    }

    @Test
    void what_is_old_is_removed() {
        sampler.takeIfDue();
        run(
                "insert into capacity select 60, gpu_type, pool, now() - interval '3 years', hosts, hosts_available, hosts_under_way,"
                        + " hosts_out_of_stock, 3, 3, 13, gpus_under_way, gpus_out_of_stock from capacity");
        run("update capacity set at = now() - interval '91 days' where minutes = 5");

        sampler.takeIfDue();

        assertThat(InventoryDatabase.one("select count(*) from capacity where at < now() - interval '90 days'"))
                .isEqualTo("4"); // the hour of what was just removed
        assertThat(InventoryDatabase.one("select max(minutes) from capacity where at < now() - interval '90 days'"))
                .isEqualTo("60");
    }
}
