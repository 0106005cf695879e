package io.spotmanager.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.fleet.table.HostRow;
import io.spotmanager.simulator.SimulatorOptions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads of single hosts that were changed. */
class HostRefreshTest {
    private static final String HOST = "CA1-ESC8-L40-02";
    private static final String SPOT = "L40-n3-spot";
    private static final String ON_DEMAND = "L40-n3";

    private final SimulatedFleet cloud = new SimulatedFleet(SimulatorOptions.defaults());
    private final Replica replica = new Replica(cloud.cloud());

    @BeforeEach
    void all_was_read() {
        InventoryDatabase.empty();
        replica.readAll();
        assertThat(poolOf(HOST)).isEqualTo(SPOT);
        cloud.calls();
    }

    @AfterEach
    void close() {
        replica.close();
        cloud.close();
    }

    @Test
    void a_host_that_has_moved_is_read_again_with_three_calls_and_nothing_else_is() {
        move(HOST, SPOT, ON_DEMAND);
        var before = cloud.calls();

        replica.readHosts(HOST);

        assertThat(before).isNotEmpty();
        assertThat(cloud.calls())
                .isEqualTo(Map.of(
                        "GET /v2.1/os-aggregates", 1, "GET /v2.1/servers/detail", 1, "GET /v2.1/os-services", 1));
        assertThat(replica.calls("host")).isEqualTo(3);
        assertThat(poolOf(HOST)).isEqualTo(ON_DEMAND);
        assertThat(replica.events.getLast().changedHosts()).containsExactly(HOST);
        assertThat(replica.events.getLast().generation()).isEqualTo(2);
    }

    @Test
    void several_hosts_share_the_look_at_the_aggregates() {
        replica.readHosts(HOST, "CA1-ESC8-L40-03", "CA1-ESC8-L40-04");

        assertThat(cloud.calls())
                .isEqualTo(Map.of(
                        "GET /v2.1/os-aggregates", 1, "GET /v2.1/servers/detail", 3, "GET /v2.1/os-services", 3));
    }

    @Test
    void a_host_that_is_as_it_was_tells_nobody() {
        var events = replica.events.size();

        replica.readHosts(HOST);

        assertThat(replica.events).hasSize(events);
    }

    @Test
    void what_is_no_host_is_not_asked_for() {
        replica.readHosts("some-server", "ca1-esc8-l40-02");

        assertThat(cloud.calls()).isEmpty();
    }

    @Test
    void a_host_that_cannot_be_read_stays_as_it_was() {
        move(HOST, SPOT, ON_DEMAND);
        cloud.spoil("/v2.1/servers", "too-many-requests", 1);

        replica.readHosts(HOST);

        assertThat(poolOf(HOST)).isEqualTo(SPOT);
    }

    @Test
    void a_slow_look_at_everything_that_began_before_the_move_does_not_undo_it() {
        cloud.spoil("/v2.1/flavors", "latency", 1_000);
        var slow = CompletableFuture.runAsync(replica::readAll);
        cloud.awaitCall("GET /v2.1/os-aggregates");

        move(HOST, SPOT, ON_DEMAND);
        replica.readHosts(HOST);
        assertThat(poolOf(HOST)).isEqualTo(ON_DEMAND);

        slow.join();
        assertThat(poolOf(HOST)).isEqualTo(ON_DEMAND);
        cloud.behave();
        replica.readAll();
        assertThat(poolOf(HOST)).isEqualTo(ON_DEMAND);
        assertThat(InventoryDatabase.one("select count(*) from host_read")).isEqualTo("0");
    }

    @Test
    void a_stranger_who_moves_a_host_after_an_operation_is_noticed_and_the_host_says_so_until_it_is_put_right() {
        move(HOST, SPOT, ON_DEMAND);
        var operation = InventoryDatabase.finishedMove(HOST, ON_DEMAND);
        replica.readHosts(HOST);
        assertThat(host(HOST).drift()).isEqualTo(HostRow.Drift.NONE);

        move(HOST, ON_DEMAND, "L40-n3-runpod");
        replica.readAll();
        assertThat(host(HOST).drift().driftOperation()).isEqualTo(operation);
        assertThat(host(HOST).drift().driftExpected()).isEqualTo(ON_DEMAND);

        move(HOST, "L40-n3-runpod", ON_DEMAND);
        replica.readAll();
        assertThat(host(HOST).drift()).isEqualTo(HostRow.Drift.NONE);
    }

    @Test
    void while_no_worker_has_described_its_moves_a_host_keeps_what_is_known_of_it() {
        move(HOST, SPOT, ON_DEMAND);
        var operation = InventoryDatabase.finishedMove(HOST, ON_DEMAND);
        replica.readHosts(HOST);
        move(HOST, ON_DEMAND, "L40-n3-runpod");
        replica.readAll();
        assertThat(host(HOST).drift().driftOperation()).isEqualTo(operation);

        InventoryDatabase.jdbc().sql("delete from workflow_description").update();
        replica.readAll();

        assertThat(host(HOST).drift().driftOperation()).isEqualTo(operation);
    }

    private void move(String host, String source, String target) {
        var nova = cloud.cloud();
        var aggregates = nova.aggregates().found().orElseThrow();
        for (var aggregate : aggregates) {
            if (aggregate.name().equals(source)) {
                assertThat(nova.removeHost(aggregate.id(), host).ok()).isTrue();
            }
        }
        var into = aggregates.stream()
                .filter(aggregate -> aggregate.name().equals(target))
                .mapToLong(Aggregate::id)
                .findFirst()
                .orElseThrow();
        assertThat(nova.addHost(into, host).ok()).isTrue();
    }

    private static String poolOf(String host) {
        return InventoryDatabase.one("select pool from host where name = '" + host + "'");
    }

    private HostRow host(String name) {
        var found = new java.util.concurrent.atomic.AtomicReference<HostRow>();
        replica.records
                .snapshot()
                .change(
                        tables -> {
                            tables.hosts().stream()
                                    .filter(host -> host.name().equals(name))
                                    .forEach(found::set);
                            return tables;
                        },
                        () -> false);
        return found.get();
    }
}
