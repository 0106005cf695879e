package io.spotmanager.domain.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.compute.Aggregate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {
    private static final MoveRequest TO_SPOT = new MoveRequest(Fleet.HOST, "L40-n3", "L40-n3-spot", Set.of());

    @ParameterizedTest(name = "in {0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # the host is in                  | only in source | only in target | nowhere | in a sentence
            L40-n3                            | true           | false          | false   | in L40-n3 (source)
            L40-n3-spot                       | false          | true           | false   | in L40-n3-spot (target)
            -                                 | false          | false          | true    | in no pool
            L40-n3,L40-n3-spot                | false          | false          | false   | in L40-n3 (source) and L40-n3-spot (target)
            L40-n3-runpod                     | false          | false          | false   | in L40-n3-runpod
            L40-n3,L40-n3-runpod              | false          | false          | false   | in L40-n3 (source) and L40-n3-runpod
            L40-n3-spot,Contract-ACME         | false          | false          | false   | in L40-n3-spot (target) and Contract-ACME
            L40-n3,L40-n3-spot,contract-initech | false        | false          | false   | in L40-n3 (source) and L40-n3-spot (target) and contract-initech
            cpu-general                       | false          | false          | true    | in no pool
            L40-n3,cpu-general                | true           | false          | false   | in L40-n3 (source)
            """)
    void the_pools_that_hold_the_host_decide_and_other_aggregates_do_not(
            String pools, boolean onlyInSource, boolean onlyInTarget, boolean nowhere, String sentence) {
        var fleet = Fleet.withHostIn(pools == null ? new String[0] : pools.split(","));

        var placement = Placement.of(TO_SPOT, fleet.aggregates(), PoolNaming.STANDARD);

        assertThat(placement.onlyInSource()).isEqualTo(onlyInSource);
        assertThat(placement.onlyInTarget()).isEqualTo(onlyInTarget);
        assertThat(placement.nowhere()).isEqualTo(nowhere);
        assertThat(placement.describe()).isEqualTo(sentence);
    }

    @Test
    void a_host_is_found_under_its_exact_name_only() {
        var shouting = new MoveRequest(Fleet.HOST.toLowerCase(Locale.ROOT), "L40-n3", "L40-n3-spot", null);

        assertThat(Placement.of(shouting, Fleet.withHostIn("L40-n3").aggregates(), PoolNaming.STANDARD)
                        .nowhere())
                .isTrue();
    }

    @Test
    void an_aggregate_that_is_gone_is_missing_and_holds_nothing() {
        var fleet = Fleet.withHostIn("L40-n3").withoutAggregate("L40-n3").withoutAggregate("L40-n3-spot");

        var placement = Placement.of(TO_SPOT, fleet.aggregates(), PoolNaming.STANDARD);

        assertThat(placement.source()).isEmpty();
        assertThat(placement.target()).isEmpty();
        assertThat(placement.nowhere()).isTrue();
    }

    @Test
    void a_pool_of_the_move_that_was_renamed_still_holds_the_host() {
        var renamed = List.of(new Aggregate(7, "L40 until March", List.of(Fleet.HOST), null, Map.of()));

        assertThat(Placement.of(TO_SPOT, renamed, PoolNaming.STANDARD, Set.of(7L))
                        .describe())
                .isEqualTo("in L40 until March");
        assertThat(Placement.of(TO_SPOT, renamed, PoolNaming.STANDARD, Set.of(8L))
                        .nowhere())
                .isTrue();
    }

    @Test
    void an_empty_pool_is_a_pool() {
        var fleet = Fleet.withHostIn("L40-n3").withEmpty("L40-n3-spot");

        assertThat(Placement.of(TO_SPOT, fleet.aggregates(), PoolNaming.STANDARD)
                        .target())
                .map(Aggregate::hosts)
                .contains(List.of());
    }

    @Test
    void the_answer_to_a_change_updates_the_aggregate_it_shows_and_nothing_else() {
        var before = Placement.of(
                TO_SPOT, Fleet.withHostIn("L40-n3", "Contract-ACME").aggregates(), PoolNaming.STANDARD);

        var left = before.updated(now("L40-n3", List.of()), Fleet.HOST);
        var arrived = left.updated(now("L40-n3-spot", List.of(Fleet.HOST)), Fleet.HOST);
        var unrelated = arrived.updated(now("A100-n3", List.of()), Fleet.HOST);

        assertThat(left.describe()).isEqualTo("in Contract-ACME");
        assertThat(left.source()).map(Aggregate::hosts).contains(List.of());
        assertThat(arrived.describe()).isEqualTo("in L40-n3-spot (target) and Contract-ACME");
        assertThat(unrelated).isEqualTo(arrived);
    }

    private static Aggregate now(String name, List<String> hosts) {
        return new Aggregate(name.hashCode(), name, hosts, null, Map.of());
    }
}
