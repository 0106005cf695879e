package io.spotmanager.gateway.plans;

import static io.spotmanager.gateway.plans.HostChoice.Preference.EMPTY;
import static io.spotmanager.gateway.plans.HostChoice.Preference.SPREAD_RACKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.plans.HostChoice.Candidate;
import io.spotmanager.gateway.plans.HostChoice.Choice;
import io.spotmanager.gateway.plans.HostChoice.Chosen;
import io.spotmanager.gateway.plans.HostChoice.LeftOut;
import io.spotmanager.gateway.plans.HostChoice.Preference;
import io.spotmanager.gateway.plans.HostChoice.Wish;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostChoiceTest {
    @Test
    void only_what_is_missing_is_taken() {
        var choice = choose(wanted(5, 3), host("a", "r1"), host("b", "r1"), host("c", "r1"));

        assertThat(hosts(choice)).containsExactly("a", "b");
        assertThat(choice.missing()).isZero();
    }

    @Test
    void a_pool_that_has_enough_gets_nothing() {
        assertThat(hosts(choose(wanted(3, 4), host("a", "r1")))).isEmpty();
        assertThat(choose(wanted(3, 4), host("a", "r1")).missing()).isZero();
    }

    @Test
    void what_cannot_be_taken_is_left_out_with_its_reason_and_what_is_missing_is_told() {
        var choice = choose(wanted(3, 0), host("a", "r1"), refused("b", "is not empty"), host("c", "r1"));

        assertThat(hosts(choice)).containsExactly("a", "c");
        assertThat(choice.leftOut()).containsExactly(new LeftOut("b", "spot", "is not empty"));
        assertThat(choice.missing()).isEqualTo(1);
    }

    @Test
    void racks_are_filled_evenly_those_of_the_pool_included() {
        var wish = new Wish("pool", 4, 0, Map.of("r1", 2, "r2", 1), List.of(SPREAD_RACKS));

        var choice = choose(
                wish,
                host("a", "r1"),
                host("b", "r1"),
                host("c", "r2"),
                host("d", "r3"),
                host("e", "r3"),
                host("f", null));

        // r3 has none, then one as r2 has, then r2 and r3 are level with r1.
        assertThat(hosts(choice)).containsExactly("d", "c", "e", "a");
    }

    @Test
    void a_rack_that_is_not_known_comes_last() {
        var wish = new Wish("pool", 1, 0, Map.of("r1", 40), List.of(SPREAD_RACKS));

        assertThat(hosts(choose(wish, host("a", null), host("b", "r1")))).containsExactly("b");
    }

    @Test
    void what_is_preferred_first_counts_first() {
        Candidate[] candidates = {leftOver("a", "r1"), host("b", "r2")};

        assertThat(hosts(choose(preferring(EMPTY, SPREAD_RACKS), candidates))).containsExactly("b");
        assertThat(hosts(choose(preferring(SPREAD_RACKS, EMPTY), candidates))).containsExactly("a");
    }

    private static Wish preferring(Preference... preferences) {
        return new Wish("pool", 1, 0, Map.of("r2", 1), List.of(preferences));
    }

    private static Wish wanted(int empty, int has) {
        return new Wish("pool", empty, has, Map.of(), List.of());
    }

    private static Candidate host(String name, @Nullable String rack) {
        return new Candidate(name, "spot", rack, false, null);
    }

    private static Candidate leftOver(String name, String rack) {
        return new Candidate(name, "spot", rack, true, null);
    }

    private static Candidate refused(String name, String why) {
        return new Candidate(name, "spot", "r1", false, why);
    }

    private static Choice choose(Wish wish, Candidate... candidates) {
        return HostChoice.choose(wish, List.of(candidates));
    }

    private static List<String> hosts(Choice choice) {
        return choice.chosen().stream().map(Chosen::host).toList();
    }
}
