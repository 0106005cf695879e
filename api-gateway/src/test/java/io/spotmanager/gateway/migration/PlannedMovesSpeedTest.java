package io.spotmanager.gateway.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.workflow.operation.Command;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand operations are looked at together, as fast as their hosts are read. */
@GatewayTest
@Timeout(180)
class PlannedMovesSpeedTest {
    private static final int OPERATIONS = 1_000;
    private static final int RUNS = 30;

    private final Gateway gateway;

    PlannedMovesSpeedTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void a_preview_of_a_thousand_operations_takes_at_most_twice_the_time_of_reading_their_hosts() {
        gateway.readsTheCloud();
        gateway.tamper(
                """
                insert into host (name, pool, gpu_type, gpu_used, gpu_capacity, vm_count, status, reasons, service_up, service_enabled, zone)
                select 'many-' || n, 'L40-n3', 'L40', 0, 8, 1, 'IN_USE', '[]', true, true, 'nova' from generate_series(1, %d) as n""".formatted(OPERATIONS),
                "insert into pool_host (pool, host) select 'L40-n3', 'many-' || n from generate_series(1, %d) as n"
                        .formatted(OPERATIONS),
                """
                insert into vm (id, name, status, host, project_id, flavor, gpus)
                select 'vm-' || n || '-' || m, 'vm-' || m, 'ACTIVE', 'many-' || n, 'p', 'f', 1
                from generate_series(1, %d) as n, generate_series(1, 4) as m""".formatted(OPERATIONS));
        var hosts = IntStream.rangeClosed(1, OPERATIONS)
                .mapToObj("many-%d"::formatted)
                .toList();
        var moves = hosts.stream().map(host -> PlannedMoves.of(move(host))).toList();
        var planned = gateway.part("plannedMoves", PlannedMoves.class);
        var reader = gateway.part("snapshotHostReader", SnapshotHostReader.class);

        // In turns, so that both meet the same load of the machine.
        var reading = Long.MAX_VALUE;
        var previewing = Long.MAX_VALUE;
        for (var turn = 0; turn < 4; turn++) {
            reading =
                    Math.min(reading, fastest(() -> assertThat(reader.of(hosts)).hasSize(OPERATIONS)));
            previewing = Math.min(
                    previewing, fastest(() -> assertThat(planned.preview(moves)).hasSize(OPERATIONS)));
        }

        assertThat((double) previewing / reading)
                .as("previewed in %d, read in %d µs", previewing / 1_000, reading / 1_000)
                .isLessThan(2);
    }

    private static Command move(String host) {
        return new Command(
                "migration",
                host,
                Json.MAPPER.readTree(Gateway.move(host, "L40-n3", "L40-n3-spot")),
                "operator",
                null,
                null);
    }

    /** The fastest of several: what else the machine does makes both slower. */
    private static long fastest(Runnable work) {
        return LongStream.range(0, RUNS)
                .map(run -> {
                    var begin = System.nanoTime();
                    work.run();
                    return System.nanoTime() - begin;
                })
                .min()
                .orElseThrow();
    }
}
