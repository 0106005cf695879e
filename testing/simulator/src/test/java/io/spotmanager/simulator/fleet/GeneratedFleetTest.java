package io.spotmanager.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for a fleet of any size and seed. */
class GeneratedFleetTest {

    private static final Pattern POOL_OR_CONTRACT =
            Pattern.compile("[A-Z0-9-]+-n3(-NVLink)?(-spot|-runpod)?|[Cc]ontract-.*|cpu-general");

    @Test
    void theSameSeedGivesTheSameFleetAndAnotherSeedAnother() {
        assertThat(Fleets.generated(60, 0, 7))
                .isEqualTo(Fleets.generated(60, 0, 7))
                .isNotEqualTo(Fleets.generated(60, 0, 8));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 4711})
    void sixtyHostsShowEveryKindOfPoolAndFailure(long seed) {
        FleetState fleet = Fleets.generated(60, 0, seed);
        List<Aggregate> pools = List.copyOf(fleet.aggregates().values());

        assertThat(fleet.computes()).hasSize(60);
        assertThat(pools).allMatch(pool -> POOL_OR_CONTRACT.matcher(pool.name()).matches());
        assertThat(pools).anyMatch(pool -> pool.hosts().isEmpty());
        for (String suffix : List.of("-n3", "-n3-NVLink", "-n3-spot", "-n3-runpod", "-reserved")) {
            assertThat(pools)
                    .as(suffix)
                    .anyMatch(pool ->
                            pool.name().endsWith(suffix) && !pool.hosts().isEmpty());
        }
        assertThat(pools.stream().map(Aggregate::zone).filter(Objects::nonNull))
                .containsExactlyInAnyOrder("az-runpod", "az-cpu");
        assertThat(fleet.computes())
                .filteredOn(host -> poolsOf(fleet, host) == 0)
                .hasSizeBetween(1, 4);
        assertThat(fleet.computes())
                .filteredOn(host -> poolsOf(fleet, host) > 1)
                .isEmpty();
        assertThat(fleet.computes())
                .filteredOn(host -> !host.availability().enabled())
                .hasSize(1);
        assertThat(fleet.computes()).filteredOn(host -> !host.up()).hasSize(1);
        assertThat(fleet.servers()).anyMatch(server -> server.flavor().deleted());
        assertThat(fleet.servers())
                .filteredOn(server -> server.host() == null)
                .extracting(Server::state)
                .contains(ServerState.SHELVED_OFFLOADED, ServerState.ERROR);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 4711})
    void someSpotHostsAreFreeAndSomeAreNot(long seed) {
        FleetState fleet = Fleets.generated(60, 0, seed);
        List<String> spot = fleet.aggregates().values().stream()
                .filter(pool -> pool.name().endsWith("-spot"))
                .flatMap(pool -> pool.hosts().stream())
                .toList();
        List<String> used = fleet.servers().stream()
                .map(Server::host)
                .filter(Objects::nonNull)
                .toList();

        assertThat(spot).anyMatch(used::contains).anyMatch(host -> !used.contains(host));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 14, 60, 200, 1000})
    void noHostIsSoldBeyondItsGpus(int size) {
        FleetState fleet = Fleets.generated(size, 0, 42);
        Map<String, Integer> used = new HashMap<>();
        for (Server server : fleet.servers()) {
            if (server.host() != null) {
                used.merge(server.host(), gpus(server.flavor().name()), Integer::sum);
            }
        }

        assertThat(fleet.computes()).hasSize(size);
        assertThat(used).allSatisfy((host, gpus) -> assertThat(gpus).isBetween(0, host.contains("A4000") ? 10 : 8));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2_500, 5_000})
    void aFleetIsAsCrowdedAsOneLikesAndFreeHostsStayFree(int servers) {
        FleetState usual = Fleets.generated(500, 0, 42);
        FleetState crowded = Fleets.generated(500, servers, 42);

        assertThat(crowded.servers()).hasSize(Math.max(servers, usual.servers().size()));
        assertThat(hostsInUse(crowded)).isEqualTo(hostsInUse(usual));
        assertThat(crowded.aggregates().values().stream().map(Aggregate::hosts))
                .containsExactlyElementsOf(usual.aggregates().values().stream()
                        .map(Aggregate::hosts)
                        .toList());
    }

    private static Set<String> hostsInUse(FleetState fleet) {
        return fleet.servers().stream()
                .map(Server::host)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    @Test
    void theRealFleetHasItsHostsPoolsAndServers() {
        FleetState fleet = Fleets.real();

        assertThat(fleet.computes()).hasSize(14);
        assertThat(fleet.aggregates()).hasSize(14);
        assertThat(fleet.servers()).hasSize(20);
    }

    @Test
    void aFleetWithoutHostsIsRefusedWithAHint() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fleets.generated(0, 0, 1))
                .withMessageContaining("--hosts 1");
    }

    private static long poolsOf(FleetState fleet, ComputeService host) {
        return fleet.aggregates().values().stream()
                .filter(pool -> pool.hosts().contains(host.host()))
                .count();
    }

    private static int gpus(String flavor) {
        return flavor.startsWith("n1-") ? 0 : Integer.parseInt(flavor.replaceAll(".*x(\\d+).*", "$1"));
    }
}
