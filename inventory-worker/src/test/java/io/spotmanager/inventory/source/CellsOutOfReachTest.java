package io.spotmanager.inventory.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.fleet.snapshot.SourceReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CellsOutOfReachTest {
    private static final ComputeService KNOWN = new ComputeService("A", true, true, null, "nova");
    private static final Server SERVER = new Server("id", "web", "ACTIVE", "A", "p", "f");
    private static final Server UNKNOWN = new Server("id-2", "", "UNKNOWN", null, "p", "f");

    @Test
    void a_service_that_is_unknown_makes_the_round_unclear_and_names_its_host() {
        var read = CellsOutOfReach.of(reading(List.of(SERVER), succeeded(List.of(KNOWN, ComputeService.unknown("B")))));

        assertThat(read.servers().items()).isEmpty();
        assertThat(read.services().items()).isEmpty();
        assertThat(read.hidden().softDeleted().items()).isEmpty();
        assertThat(read.hidden().migrations().items()).isEmpty();
        assertThat(read.aggregates().items()).isPresent();
        assertThat(read.servers().report())
                .isEqualTo(new SourceReport.Failed(
                        "Nova cannot reach a cell: 1 compute services and 0 servers are UNKNOWN"));
        assertThat(read.hidden().outOfReach()).contains(Set.of("B"));
    }

    @Test
    void a_server_that_is_unknown_makes_the_round_unclear_too() {
        var read = CellsOutOfReach.of(reading(List.of(SERVER, UNKNOWN), succeeded(List.of(KNOWN))));

        assertThat(read.servers().items()).isEmpty();
        assertThat(read.services().items()).isEmpty();
    }

    @Test
    void a_round_in_which_everything_is_known_stays_as_it_was_read() {
        var read = CellsOutOfReach.of(reading(List.of(SERVER), succeeded(List.of(KNOWN))));

        assertThat(read.servers().items()).contains(List.of(SERVER));
        assertThat(read.hidden().outOfReach()).contains(Set.of());
    }

    @Test
    void services_that_could_not_be_read_say_nothing_about_cells() {
        var read = CellsOutOfReach.of(reading(succeeded(List.of(SERVER)), failed()));

        assertThat(read.servers().items()).contains(List.of(SERVER));
        assertThat(read.hidden().outOfReach()).isEmpty();
        assertThat(read.hidden().softDeleted().items()).isPresent();
    }

    @Test
    void while_neither_services_nor_servers_can_be_read_the_tenants_that_no_list_shows_stay_as_they_were() {
        var read = CellsOutOfReach.of(reading(failed(), failed()));

        assertThat(read.hidden().softDeleted().items()).isEmpty();
        assertThat(read.hidden().migrations().items()).isEmpty();
        assertThat(read.hidden().migrations().report())
                .isEqualTo(
                        new SourceReport.Failed("a cell may be missing: neither services nor servers could be read"));
    }

    private static FleetReading reading(List<Server> servers, SourceResult<ComputeService> services) {
        return reading(succeeded(servers), services);
    }

    private static FleetReading reading(SourceResult<Server> servers, SourceResult<ComputeService> services) {
        return new FleetReading(
                succeeded(List.of()),
                servers,
                succeeded(List.of()),
                services,
                succeeded(List.of()),
                succeeded(List.of()),
                new FleetReading.Hidden(
                        succeeded(List.of()), succeeded(List.of()), succeeded(List.of()), Optional.empty()));
    }

    private static <T> SourceResult<T> succeeded(List<T> items) {
        return new SourceResult<>(Instant.EPOCH, new SourceReport.Good(1, 1, items.size()), Optional.of(items));
    }

    private static <T> SourceResult<T> failed() {
        return new SourceResult<>(Instant.EPOCH, new SourceReport.Failed("503"), Optional.empty());
    }
}
