package io.spotmanager.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A full read of a simulated cloud. */
class FleetRefreshTest {
    @BeforeEach
    void nothing_is_known() {
        InventoryDatabase.empty();
    }

    @Test
    void a_fleet_ten_times_as_large_takes_less_than_ten_times_as_long() {
        read(50); // so that neither is the first
        var small = read(50);
        var large = read(500);

        assertThat(large).isLessThan(small.multipliedBy(10));
        assertThat(InventoryDatabase.one("select count(*) from host")).isEqualTo("500");
        assertThat(InventoryDatabase.one("select count(*) from vm")).isEqualTo("2500");
    }

    /** Returns how long the first read of a fleet takes, in which each call takes a tenth of a second. */
    private static Duration read(int hosts) {
        InventoryDatabase.empty();
        var options = SimulatorOptions.defaults()
                .withHosts(hosts)
                .withServers(5 * hosts)
                .withLatency(Duration.ofMillis(100));
        try (var cloud = new SimulatedFleet(options);
                var replica = new Replica(cloud.cloud())) {
            var begun = System.nanoTime();
            replica.readAll();
            return Duration.ofNanos(System.nanoTime() - begun);
        }
    }

    @ParameterizedTest(name = "{0} hosts with {1} servers cost {2} pages of servers")
    @CsvSource({"60, 100, 1", "300, 100, 1", "300, 2500, 3"})
    void calls_grow_with_pages_and_never_with_hosts(int hosts, int servers, int pages) {
        var options = SimulatorOptions.defaults().withHosts(hosts).withServers(servers);
        try (var cloud = new SimulatedFleet(options);
                var replica = new Replica(cloud.cloud())) {
            replica.readAll();

            assertThat(cloud.calls())
                    .isEqualTo(Map.of(
                            "GET /v2.1/os-aggregates", 1,
                            // Once more for those that are soft-deleted.
                            "GET /v2.1/servers/detail", pages + 1,
                            "GET /v2.1/os-migrations", 1,
                            "GET /placement/resource_providers", 1,
                            "GET /v2.1/flavors/detail", 1,
                            // Once more for servers in several pages, which do not say whether a cell is missing.
                            "GET /v2.1/os-services", pages == 1 ? 1 : 2,
                            "GET /v3/projects", 1,
                            "POST /v3/auth/tokens", 1));
            var callsOfServers = pages == 1 ? 1 : pages + 1;
            assertThat(replica.calls("servers")).isEqualTo(callsOfServers);
            assertThat(replica.calls("aggregates")).isEqualTo(1);
            assertThat(InventoryDatabase.one("select calls from source where name = 'servers'"))
                    .isEqualTo(String.valueOf(callsOfServers));
        }
    }

    @Test
    void every_host_is_in_its_pools_with_its_servers_and_its_service() {
        try (var cloud = new SimulatedFleet(SimulatorOptions.defaults());
                var replica = new Replica(cloud.cloud())) {
            replica.readAll();

            Map<String, String> seen = new TreeMap<>();
            replica.records
                    .snapshot()
                    .change(
                            tables -> {
                                var pools = new TreeMap<String, TreeMap<String, String>>();
                                tables.members()
                                        .forEach(member -> pools.computeIfAbsent(member.host(), _ -> new TreeMap<>())
                                                .put(member.pool(), ""));
                                tables.hosts()
                                        .forEach(host -> seen.put(
                                                host.name(),
                                                "%s %d servers, enabled %s, up %s"
                                                        .formatted(
                                                                pools.getOrDefault(host.name(), new TreeMap<>())
                                                                        .keySet(),
                                                                host.usage().vmCount(),
                                                                host.service().serviceEnabled(),
                                                                host.service().serviceUp())));
                                return tables;
                            },
                            () -> false);

            Map<String, String> state = new TreeMap<>();
            cloud.state()
                    .path("hosts")
                    .forEach(host -> state.put(
                            host.path("host").asString(),
                            "[%s] %d servers, enabled %s, up %s"
                                    .formatted(
                                            host.path("aggregates").path(0).asString(""),
                                            host.path("servers").size(),
                                            host.path("status").asString().equals("enabled"),
                                            host.path("state").asString().equals("up"))));
            assertThat(seen).isEqualTo(state);
        }
    }

    @Test
    void an_unchanged_fleet_is_read_and_not_written_and_nobody_is_told() {
        try (var cloud = new SimulatedFleet(SimulatorOptions.defaults());
                var replica = new Replica(cloud.cloud())) {
            assertThat(replica.readAll().rows()).isPositive();
            var events = replica.events.size();

            var again = replica.readAll();

            assertThat(again.rows()).isZero();
            assertThat(again.generation()).isEqualTo(1);
            assertThat(replica.events).hasSize(events);
        }
    }

    @Test
    void who_asked_for_a_refresh_is_told_of_its_end_although_nothing_has_changed() {
        try (var cloud = new SimulatedFleet(SimulatorOptions.defaults());
                var replica = new Replica(cloud.cloud())) {
            replica.readAll();
            replica.records.times().want();

            replica.readAll();

            assertThat(replica.events).hasSize(2);
            assertThat(replica.events.getLast().changedHosts()).isEmpty();
        }
    }

    @Test
    void a_worker_that_starts_anew_finds_everything_as_it_was() {
        try (var cloud = new SimulatedFleet(SimulatorOptions.defaults());
                var first = new Replica(cloud.cloud());
                var second = new Replica(cloud.cloud())) {
            first.readAll();

            assertThat(second.readAll().rows()).isZero();
        }
    }
}
