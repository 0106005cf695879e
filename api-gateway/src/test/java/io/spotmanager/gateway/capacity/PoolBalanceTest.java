package io.spotmanager.gateway.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.fleet.read.PoolHostsRepository.Numbers;
import io.spotmanager.fleet.read.PoolHostsRepository.PoolHost;
import io.spotmanager.fleet.table.HostRow.HiddenTenantRow;
import io.spotmanager.gateway.capacity.PoolBalance.Balance;
import io.spotmanager.gateway.capacity.PoolBalance.Effect;
import io.spotmanager.gateway.capacity.PoolBalance.NotCounted;
import io.spotmanager.gateway.capacity.PoolBalance.Result;
import io.spotmanager.gateway.capacity.PoolBalance.Wish;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What pools have before some operations and after them. */
class PoolBalanceTest {
    private static final String LIVE = "L40-n3";
    private static final String SPOT = "L40-n3-spot";
    private static final String BIG = "H100-n3";

    private static final List<PoolHost> FLEET = List.of(
            host("spot-1", 0, 0, SPOT),
            host("spot-2", 0, 0, SPOT),
            host("spot-3", 2, 3, SPOT),
            host("live-1", 1, 8, LIVE),
            host("big-1", 0, 0, BIG),
            host("loose", 0, 0));

    @Test
    void a_move_takes_a_host_with_its_gpus_from_one_pool_to_the_other() {
        var result = of(FLEET, move("spot-1", SPOT, LIVE));

        assertThat(result.notCounted()).isEmpty();
        assertThat(result.pools())
                .containsExactly(
                        known(LIVE, count(1, 0, 8, 8, 0), count(2, 1, 16, 8, 8)),
                        known(SPOT, count(3, 2, 24, 3, 21), count(2, 1, 16, 3, 13)));
    }

    @Test
    void a_busy_host_takes_its_used_gpus_along_and_comes_empty_if_it_waits_for_that() {
        assertThat(of(FLEET, move("spot-3", SPOT, LIVE)).pools())
                .containsExactly(
                        known(LIVE, count(1, 0, 8, 8, 0), count(2, 0, 16, 11, 5)),
                        known(SPOT, count(3, 2, 24, 3, 21), count(2, 2, 16, 0, 16)));
        assertThat(of(FLEET, new Wish("spot-3", Effect.MOVE, SPOT, LIVE, true)).pools())
                .contains(known(LIVE, count(1, 0, 8, 8, 0), count(2, 1, 16, 8, 8)));
    }

    @Test
    void a_withdrawn_host_goes_to_no_pool_and_a_placed_one_comes_from_none() {
        assertThat(of(FLEET, wish("spot-1", Effect.WITHDRAW, null, null)).pools())
                .containsExactly(known(SPOT, count(3, 2, 24, 3, 21), count(2, 1, 16, 3, 13)));
        assertThat(of(FLEET, wish("loose", Effect.PLACE, null, BIG)).pools())
                .containsExactly(known(BIG, count(1, 1, 8, 0, 8), count(2, 2, 16, 0, 16)));
    }

    @Test
    void operations_on_the_same_pool_and_on_several_types_add_up() {
        var result = of(
                FLEET,
                move("spot-1", SPOT, LIVE),
                move("spot-2", SPOT, LIVE),
                wish("loose", Effect.PLACE, null, SPOT),
                wish("big-1", Effect.WITHDRAW, BIG, null));

        assertThat(result.pools())
                .containsExactly(
                        known(BIG, count(1, 1, 8, 0, 8), count(0, 0, 0, 0, 0)),
                        known(LIVE, count(1, 0, 8, 8, 0), count(3, 2, 24, 8, 16)),
                        known(SPOT, count(3, 2, 24, 3, 21), count(2, 1, 16, 3, 13)));
    }

    @Test
    void a_launch_takes_the_whole_host_and_a_retirement_gives_it_back() {
        assertThat(of(FLEET, wish("spot-1", Effect.LAUNCH, null, null)).pools())
                .containsExactly(known(SPOT, count(3, 2, 24, 3, 21), count(3, 1, 24, 11, 13)));
        assertThat(of(FLEET, wish("live-1", Effect.RETIRE, null, null)).pools())
                .containsExactly(known(LIVE, count(1, 0, 8, 8, 0), count(1, 1, 8, 0, 8)));
        assertThat(of(FLEET, wish("live-1", Effect.RETIRE, LIVE, BIG)).pools())
                .containsExactly(
                        known(BIG, count(1, 1, 8, 0, 8), count(2, 2, 16, 0, 16)),
                        known(LIVE, count(1, 0, 8, 8, 0), count(0, 0, 0, 0, 0)));
    }

    @Test
    void what_a_retirement_leaves_of_several_vms_is_not_guessed() {
        var spot = of(FLEET, wish("spot-3", Effect.RETIRE, null, null)).pools().getFirst();

        assertThat(spot.before()).isEqualTo(count(3, 2, 24, 3, 21));
        assertThat(spot.after()).isEqualTo(count(3, null, 24, null, null));
        assertThat(spot.notes()).singleElement().asString().contains("spot-3 has 2 VMs", "not known");
    }

    @Test
    void what_cannot_be_counted_is_named_with_its_place_and_the_reason_and_changes_nothing() {
        var result = of(
                FLEET,
                move("spot-1", SPOT, LIVE),
                move("spot-1", SPOT, BIG),
                move("ghost", SPOT, LIVE),
                move("spot-2", LIVE, BIG),
                move("spot-2", SPOT, "L40-n33"),
                move("spot-3", SPOT, "L40-n33"),
                wish("loose", Effect.WITHDRAW, null, null),
                wish("live-1", Effect.LAUNCH, null, null),
                wish("big-1", Effect.RETIRE, null, null));

        assertThat(result.pools()).extracting(Balance::pool).containsExactly(LIVE, SPOT);
        assertThat(result.notCounted()).extracting(NotCounted::operation).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(result.notCounted().stream().map(NotCounted::why))
                .containsExactly(
                        "spot-1 is named before in this list; only its first entry is looked at.",
                        "The snapshot has no host ghost: check the spelling, names are case-sensitive.",
                        "spot-2 is in L40-n3-spot, and not in L40-n3.",
                        "spot-2 is named before in this list; only its first entry is looked at.",
                        "There is no pool L40-n33: check the spelling, names are case-sensitive.",
                        "loose is in no pool, so it leaves none.",
                        "live-1 is not empty, and a launch needs a host for itself.",
                        "The snapshot shows no VM on big-1, so there is none to retire.");
        assertThat(of(FLEET, wish("spot-1", Effect.PLACE, null, LIVE), move("live-1", LIVE, LIVE)).notCounted().stream()
                        .map(NotCounted::why))
                .containsExactly(
                        "spot-1 is in L40-n3-spot, and only a host in no pool is placed.",
                        "live-1 is in L40-n3 already.");
    }

    @Test
    void a_host_that_was_not_read_leaves_the_numbers_of_its_pool_unknown_and_no_other() {
        var fleet = Stream.concat(FLEET.stream(), Stream.of(new PoolHost("unread", List.of(LIVE), null)))
                .toList();

        var result = of(fleet, move("spot-1", SPOT, LIVE));

        assertThat(result.pools())
                .containsExactly(
                        new Balance(
                                LIVE,
                                count(2, null, null, null, null),
                                count(3, null, null, null, null),
                                List.of("The GPUs of unread were not read.")),
                        known(SPOT, count(3, 2, 24, 3, 21), count(2, 1, 16, 3, 13)));
        assertThat(of(fleet, move("unread", LIVE, SPOT)).notCounted())
                .extracting(NotCounted::why)
                .containsExactly(
                        "The GPUs of unread were not read, so it is not known what a pool has without it or with it.");
    }

    @Test
    void a_source_that_cannot_be_read_leaves_unknown_what_it_tells() {
        var noUse = result(FLEET, new FleetDoubt(null, "Who uses them is not known."), move("spot-1", SPOT, LIVE));
        assertThat(noUse.pools().getFirst())
                .isEqualTo(new Balance(
                        LIVE,
                        count(1, null, 8, null, null),
                        count(2, null, 16, null, null),
                        List.of("Who uses them is not known.")));

        var noPlaces = result(FLEET, new FleetDoubt("Where they are is not known.", null), move("spot-1", SPOT, LIVE));
        var nothing = count(null, null, null, null, null);
        assertThat(noPlaces.pools())
                .containsExactly(
                        new Balance(LIVE, nothing, nothing, List.of("Where they are is not known.")),
                        new Balance(SPOT, nothing, nothing, List.of("Where they are is not known.")));
    }

    @Test
    void a_host_whose_cell_is_down_is_neither_empty_nor_used_and_unseen_tenants_use_all_of_theirs() {
        var fleet = List.of(
                host("down", numbers(1, 0, "CELL_DOWN"), SPOT), host("unseen", numbers(1, 0, "MIGRATION"), LIVE));

        var down = of(fleet, move("down", SPOT, LIVE));

        assertThat(down.pools())
                .extracting(Balance::before)
                .containsExactly(count(1, 0, 8, 8, 0), count(1, null, 8, null, null));
        assertThat(down.pools())
                .extracting(Balance::after)
                .containsExactly(count(2, null, 16, null, null), count(0, 0, 0, 0, 0));
        assertThat(down.pools().getFirst().notes())
                .containsExactly(
                        "All GPUs of unseen count as used, because it is not known how many are.",
                        "Nova cannot reach the cell of down, so it is not known who uses it.");
    }

    @Test
    void gpus_of_a_host_that_is_out_of_stock_are_neither_free_nor_used() {
        var broken = stock("broken", null, List.of("SERVICE_DOWN"), SPOT);
        var ours = stock(
                "ours",
                "spot-manager: new fans [%s]".formatted(UUID.randomUUID()),
                List.of("NO_AGGREGATE", "SERVICE_DISABLED"));
        var theirs = stock("theirs", "maintenance", List.of("NO_AGGREGATE", "SERVICE_DISABLED"));

        var result = of(
                List.of(broken, ours, theirs),
                move("broken", SPOT, LIVE),
                wish("ours", Effect.PLACE, null, SPOT),
                wish("theirs", Effect.PLACE, null, BIG));

        assertThat(result.pools())
                .containsExactly(
                        known(BIG, count(0, 0, 0, 0, 0), count(1, 1, 8, 0, 0)),
                        known(LIVE, count(0, 0, 0, 0, 0), count(1, 1, 8, 0, 0)),
                        known(SPOT, count(1, 1, 8, 0, 0), count(1, 1, 8, 0, 8)));
    }

    @Test
    void a_host_in_two_pools_is_in_stock_again_once_it_has_left_one() {
        var both = new PoolHost("both", List.of(LIVE, SPOT), numbers(0, 0, null));

        assertThat(of(List.of(both), wish("both", Effect.WITHDRAW, SPOT, null)).pools())
                .containsExactly(
                        known(LIVE, count(1, 1, 8, 0, 0), count(1, 1, 8, 0, 8)),
                        known(SPOT, count(1, 1, 8, 0, 0), count(0, 0, 0, 0, 0)));
        assertThat(of(List.of(both), wish("both", Effect.WITHDRAW, null, null)).notCounted())
                .singleElement()
                .extracting(NotCounted::why)
                .isEqualTo("both is in L40-n3 and L40-n3-spot: name the pool that it leaves.");
    }

    @Test
    void many_notes_are_told_in_a_few_lines() {
        var fleet = Stream.iterate(0, number -> number + 1)
                .limit(9)
                .map(number -> host("h" + number, numbers(1, 0, "MIGRATION"), SPOT))
                .toList();

        assertThat(of(fleet, move("h0", SPOT, LIVE)).pools().getLast().notes())
                .hasSize(6)
                .last()
                .isEqualTo("So it is with 4 more.");
    }

    private static Result of(List<PoolHost> fleet, Wish... wishes) {
        return result(fleet, FleetDoubt.NONE, wishes);
    }

    private static Result result(List<PoolHost> fleet, FleetDoubt doubt, Wish... wishes) {
        return PoolBalance.of(
                CountedFleet.of(
                        List.of(LIVE, SPOT, BIG),
                        fleet.stream().map(CountedHost::of).toList(),
                        doubt),
                List.of(),
                List.of(wishes));
    }

    private static Wish move(String host, String source, String target) {
        return new Wish(host, Effect.MOVE, source, target, false);
    }

    private static Wish wish(String host, Effect effect, @Nullable String source, @Nullable String target) {
        return new Wish(host, effect, source, target, false);
    }

    private static Balance known(String pool, PoolCount before, PoolCount after) {
        return new Balance(pool, before, after, null);
    }

    private static PoolCount count(
            @Nullable Integer hosts,
            @Nullable Integer empty,
            @Nullable Integer total,
            @Nullable Integer used,
            @Nullable Integer free) {
        return new PoolCount(hosts, empty, total, used, free);
    }

    private static PoolHost host(String name, int vms, int used, String... pools) {
        return host(name, numbers(vms, used, null), pools);
    }

    private static PoolHost host(String name, Numbers numbers, String... pools) {
        return new PoolHost(name, List.of(pools), numbers);
    }

    private static PoolHost stock(String name, @Nullable String disabledReason, List<String> reasons, String... pools) {
        return host(name, new Numbers(0, 0, 8, null, List.of(), reasons, disabledReason), pools);
    }

    private static Numbers numbers(int vms, int used, @Nullable String hidden) {
        return new Numbers(
                vms,
                used,
                8,
                null,
                hidden == null ? List.of() : List.of(new HiddenTenantRow(hidden, "id", null, "is there")),
                List.of(),
                null);
    }
}
