package io.spotmanager.inventory.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.compute.Project;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.fleet.snapshot.SourceDoubts.Doubt;
import io.spotmanager.fleet.snapshot.SourceDoubts.Known;
import io.spotmanager.fleet.snapshot.SourceReport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list is believed without a person after two hours here. */
class ShrunkListsTest {
    private static final Duration WAIT = Duration.ofHours(2);
    private static final ComputeService SERVICE = new ComputeService("A", true, true, null, "nova");

    private final Map<String, Known> known = new HashMap<>();

    @ParameterizedTest(name = "{1} of {0}: doubted {2}")
    @CsvSource({
        "500, 0, true",
        "500, 1, true",
        "500, 249, true",
        "500, 250, false",
        "10, 4, true",
        "10, 5, false",
        "9, 1, false",
        "9, 0, true",
        "1, 0, true",
        "0, 0, false",
        "20, 21, false"
    })
    void a_list_is_doubted_if_nothing_or_less_than_half_of_many_is_left(int before, int now, boolean doubted) {
        read(0, servers(before, true));

        var judged = read(60, servers(now, true));

        assertThat(judged.reading().servers().items().isEmpty()).isEqualTo(doubted);
        assertThat(judged.doubted().containsKey("servers")).isEqualTo(doubted);
    }

    @Test
    void the_reason_names_the_numbers_and_the_way_out() {
        read(0, servers(500, true));

        assertThat(read(60, servers(0, true)).reading().servers().report())
                .isInstanceOfSatisfying(
                        SourceReport.Failed.class,
                        failed -> assertThat(failed.error())
                                .startsWith(
                                        "the list shows 0 servers in place of 500 and 0 servers on a host in place of 500")
                                .contains(
                                        "not believed",
                                        "/api/snapshot/accept",
                                        "{\"source\": \"servers\"",
                                        "After 2 h"));
    }

    @Test
    void what_was_never_read_is_believed() {
        assertThat(read(0, servers(0, true)).reading().servers().items()).contains(List.of());
    }

    @Test
    void servers_that_lost_their_hosts_are_doubted_although_they_are_as_many() {
        read(0, servers(500, true));

        assertThat(read(60, servers(500, false)).doubted().values())
                .extracting(ShrunkLists.Doubted::sentence)
                .containsExactly("0 servers on a host in place of 500");
    }

    @Test
    void aggregates_without_hosts_flavors_without_extra_specs_and_the_like_are_doubted() {
        read(0, everything(12));

        assertThat(read(60, everythingButWhatItSays(12)).doubted())
                .containsOnlyKeys("aggregates", "servers", "flavors", "projects");
        assertThat(read(60, everything(0)).doubted())
                .containsOnlyKeys("aggregates", "servers", "flavors", "services", "projects");
    }

    @Test
    void the_doubt_lasts_until_the_list_has_been_so_for_long() {
        read(0, servers(500, true));

        assertThat(read(60, servers(1, true)).doubted()).isNotEmpty();
        assertThat(read(60 + 7199, servers(1, true)).doubted()).isNotEmpty();
        assertThat(read(60 + 7200, servers(1, true)).doubted()).isEmpty();
        assertThat(read(60 + 7260, servers(1, true)).doubted()).isEmpty();
    }

    @Test
    void a_full_list_in_between_begins_the_time_again() {
        read(0, servers(500, true));
        read(60, servers(1, true));
        read(3600, servers(500, true));

        read(3660, servers(1, true));

        assertThat(read(60 + 7200, servers(1, true)).doubted()).isNotEmpty();
    }

    @Test
    void a_few_things_that_are_gone_for_a_minute_are_gone() {
        read(0, servers(4, true));

        assertThat(read(60, servers(0, true)).doubted()).isNotEmpty();
        assertThat(read(119, servers(0, true)).doubted()).isNotEmpty();
        assertThat(read(120, servers(0, true)).doubted()).isEmpty();
    }

    @Test
    void who_accepts_a_list_accepts_what_it_shows_and_not_less() {
        read(0, servers(500, true));
        read(60, servers(100, true));
        accept("servers");

        assertThat(read(120, servers(1, true)).doubted()).isNotEmpty();
        assertThat(read(180, servers(90, true)).doubted()).isEmpty();
        assertThat(read(240, servers(500, true)).doubted()).isEmpty();
        assertThat(read(300, servers(100, true)).doubted()).isNotEmpty();
    }

    @Test
    void an_empty_list_that_was_accepted_is_believed() {
        read(0, servers(500, true));
        read(60, servers(0, true));
        accept("servers");

        assertThat(read(120, servers(0, true)).reading().servers().items()).contains(List.of());
    }

    @Test
    void a_list_that_could_not_be_read_is_neither_believed_nor_doubted() {
        read(0, servers(500, true));
        var failed = new FleetReading(
                succeeded(60, List.of()),
                new SourceResult<>(at(60), new SourceReport.Failed("no answer"), Optional.empty()),
                succeeded(60, List.of()),
                succeeded(60, List.of()),
                succeeded(60, List.of()),
                succeeded(60, List.of()),
                hidden(60));

        var judged = ShrunkLists.judge(failed, known, WAIT);

        assertThat(judged.reading().servers()).isEqualTo(failed.servers());
        assertThat(judged.believed()).doesNotContainKey("servers");
        assertThat(judged.doubted()).isEmpty();
    }

    private void accept(String source) {
        known.computeIfPresent(
                source,
                (_, before) -> new Known(
                        before.believed(), before.doubt().map(doubt -> new Doubt(doubt.since(), doubt.shows(), true))));
    }

    private record Lists(
            List<Aggregate> aggregates,
            List<Server> servers,
            List<Flavor> flavors,
            List<ComputeService> services,
            List<Project> projects) {}

    private static Lists servers(int number, boolean onHosts) {
        return new Lists(List.of(), serverList(number, onHosts), List.of(), List.of(), List.of());
    }

    private static List<Server> serverList(int number, boolean onHosts) {
        return numbers(number)
                .mapToObj(each -> new Server("id-" + each, "web", "ACTIVE", onHosts ? "A" : null, "p", "f"))
                .toList();
    }

    private static Lists everything(int number) {
        return new Lists(
                numbers(number)
                        .mapToObj(each -> new Aggregate(each, "a" + each, List.of("h" + each), null, Map.of()))
                        .toList(),
                serverList(number, true),
                numbers(number)
                        .mapToObj(each -> new Flavor("f" + each, Map.of("resources:VGPU", "1")))
                        .toList(),
                numbers(number).mapToObj(each -> SERVICE).toList(),
                numbers(number)
                        .mapToObj(each -> new Project("p" + each, "name"))
                        .toList());
    }

    private static Lists everythingButWhatItSays(int number) {
        return new Lists(
                numbers(number)
                        .mapToObj(each -> new Aggregate(each, "a" + each, List.of(), null, Map.of()))
                        .toList(),
                serverList(number, false),
                numbers(number).mapToObj(each -> Flavor.named("f" + each)).toList(),
                numbers(number).mapToObj(each -> SERVICE).toList(),
                numbers(number).mapToObj(each -> new Project("p" + each, "")).toList());
    }

    private static IntStream numbers(int number) {
        return IntStream.range(0, number);
    }

    /** Judges a read, and remembers it as the database does. */
    private ShrunkLists.Judgement read(int second, Lists lists) {
        var judged = ShrunkLists.judge(
                new FleetReading(
                        succeeded(second, lists.aggregates()),
                        succeeded(second, lists.servers()),
                        succeeded(second, lists.flavors()),
                        succeeded(second, lists.services()),
                        succeeded(second, lists.projects()),
                        succeeded(second, List.of()),
                        hidden(second)),
                known,
                WAIT);
        judged.believed().forEach((source, shows) -> known.put(source, new Known(shows, Optional.empty())));
        judged.doubted()
                .forEach((source, doubted) -> known.computeIfPresent(
                        source,
                        (_, before) -> before.doubt().isPresent()
                                ? before
                                : new Known(
                                        before.believed(),
                                        Optional.of(new Doubt(at(second), doubted.shows(), false)))));
        return judged;
    }

    private static FleetReading.Hidden hidden(int second) {
        return new FleetReading.Hidden(
                succeeded(second, List.of()),
                succeeded(second, List.of()),
                succeeded(second, List.of()),
                Optional.empty());
    }

    private static <T> SourceResult<T> succeeded(int second, List<T> items) {
        return new SourceResult<>(at(second), new SourceReport.Good(1, 1, items.size()), Optional.of(items));
    }

    private static Instant at(int second) {
        return Instant.EPOCH.plusSeconds(second);
    }
}
