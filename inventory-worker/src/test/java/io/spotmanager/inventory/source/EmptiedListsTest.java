package io.spotmanager.inventory.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.compute.Server;
import io.spotmanager.fleet.snapshot.SourceReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmptiedListsTest {
    private static final Server SERVER = new Server("id", "web", "ACTIVE", "A", "p", "f");
    private static final Map<String, Integer> TWENTY = Map.of("servers", 20);

    private final EmptiedLists lists = new EmptiedLists();

    @Test
    void a_list_that_is_empty_at_once_is_believed_when_it_stays_so_for_a_minute() {
        var first = servers(0, List.of(), TWENTY);
        assertThat(first.items()).isEmpty();
        assertThat(first.report())
                .isInstanceOfSatisfying(
                        SourceReport.Failed.class,
                        failed -> assertThat(failed.error())
                                .isEqualTo(
                                        "the list is empty, and the last one had 20 entries: it is believed when it stays empty for 60 s"));
        assertThat(servers(59, List.of(), TWENTY).items()).isEmpty();
        assertThat(servers(60, List.of(), TWENTY).items()).contains(List.of());
        assertThat(servers(75, List.of(), Map.of("servers", 0)).items()).contains(List.of());
    }

    @Test
    void an_entry_in_between_starts_the_minute_again() {
        assertThat(servers(0, List.of(), TWENTY).items()).isEmpty();
        assertThat(servers(30, List.of(SERVER), TWENTY).items()).isPresent();
        assertThat(servers(65, List.of(), Map.of("servers", 1)).items()).isEmpty();
    }

    @Test
    void a_list_that_was_never_read_or_always_empty_is_believed() {
        assertThat(servers(0, List.of(), Map.of()).items()).isPresent();
        assertThat(servers(0, List.of(), Map.of("servers", 0)).items()).isPresent();
    }

    @Test
    void soft_deleted_servers_and_migrations_may_vanish() {
        var read = reading(0, List.of(SERVER));

        assertThat(lists.checked(read, Map.of("servers", 1, "soft_deleted", 5, "migrations", 5))
                        .hidden())
                .isEqualTo(read.hidden());
    }

    private SourceResult<Server> servers(int second, List<Server> items, Map<String, Integer> before) {
        return lists.checked(reading(second, items), before).servers();
    }

    private static FleetReading reading(int second, List<Server> servers) {
        return new FleetReading(
                succeeded(second, List.of()),
                succeeded(second, servers),
                succeeded(second, List.of()),
                succeeded(second, List.of()),
                succeeded(second, List.of()),
                succeeded(second, List.of()),
                new FleetReading.Hidden(
                        succeeded(second, List.of()),
                        succeeded(second, List.of()),
                        succeeded(second, List.of()),
                        Optional.empty()));
    }

    private static <T> SourceResult<T> succeeded(int second, List<T> items) {
        return new SourceResult<>(
                Instant.EPOCH.plusSeconds(second), new SourceReport.Good(1, 1, items.size()), Optional.of(items));
    }
}
