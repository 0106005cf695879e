package io.spotmanager.gateway.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.policies.PolicyFights.Fight;
import io.spotmanager.gateway.policies.PoolPolicy.Rule;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

class PolicyFightsTest {
    private static final BiPredicate<Rule, Rule> ALWAYS = (one, other) -> true;
    private static final BiPredicate<Rule, Rule> SAME_WINDOW =
            (one, other) -> Objects.equals(one.window(), other.window());

    private static Rule rule(String name, String pool, int least, int most, String... from) {
        return new Rule(name, pool, least, most, List.of(from), List.of(), null, 5);
    }

    private static Rule at(String window, Rule rule) {
        return new Rule(
                rule.name(), rule.pool(), rule.atLeast(), rule.atMost(), rule.from(), List.of(), window, rule.perDay());
    }

    private static Optional<Fight> found(Rule wanted, Rule... others) {
        return PolicyFights.of(wanted, List.of(others), ALWAYS);
    }

    @Test
    void numbers_of_one_pool_that_do_not_meet_fight_and_those_that_meet_do_not() {
        var few = rule("few", "P", 0, 2, "F");

        assertThat(found(rule("many", "P", 3, 5, "F"), few)).hasValueSatisfying(fight -> {
            assertThat(fight.field()).isEqualTo("at_least");
            assertThat(fight.others()).containsExactly("few");
            assertThat(fight.message()).contains("must be at most 2");
        });
        assertThat(found(few, rule("many", "P", 3, 5, "F"))).hasValueSatisfying(fight -> {
            assertThat(fight.field()).isEqualTo("at_most");
            assertThat(fight.message()).contains("must be at least 3");
        });
        assertThat(found(rule("many", "P", 2, 5, "F"), few)).isEmpty();
        assertThat(found(rule("many", "Q", 3, 5, "F"), few)).isEmpty();
    }

    @Test
    void two_that_take_hosts_from_each_other_fight_unless_they_do_it_at_other_hours() {
        var day = at("day", rule("day", "P", 2, 9, "F"));
        var night = at("night", rule("night", "F", 2, 9, "G", "P"));

        assertThat(found(night, day)).hasValueSatisfying(fight -> {
            assertThat(fight.field()).isEqualTo("from[1]");
            assertThat(fight.others()).containsExactly("day");
            assertThat(fight.message()).contains("night fills F from P, day fills P from F");
        });
        assertThat(PolicyFights.of(night, List.of(day), SAME_WINDOW)).isEmpty();
    }

    @Test
    void a_longer_circle_is_found_with_all_who_are_in_it() {
        var first = rule("first", "P", 1, 9, "Q");
        var second = rule("second", "Q", 1, 9, "X", "R");
        var beside = rule("beside", "X", 1, 9, "Y");

        assertThat(found(rule("third", "R", 1, 9, "P"), first, second, beside)).hasValueSatisfying(fight -> {
            assertThat(fight.field()).isEqualTo("from[0]");
            assertThat(fight.others()).containsExactly("first", "second");
        });
        assertThat(found(rule("third", "R", 1, 9, "Z"), first, second, beside)).isEmpty();
        // It never brings any, so it closes no circle.
        assertThat(found(rule("third", "R", 0, 9, "P"), first, rule("second", "Q", 0, 9, "R")))
                .isPresent();
        assertThat(found(rule("third", "R", 0, 9, "Z", "P"), first, second)).isEmpty();
    }

    @Test
    void two_that_give_to_each_other_what_is_too_many_fight_although_neither_takes() {
        assertThat(found(rule("one", "P", 0, 4, "F"), rule("other", "F", 0, 3, "P")))
                .hasValueSatisfying(fight -> assertThat(fight.message())
                        .contains("one gives surplus hosts of P to F, other gives surplus hosts of F to P"));
        // One brings what the other gives: the same way, and both come to rest.
        assertThat(found(rule("one", "P", 2, 9, "F"), rule("other", "F", 0, 3, "P", "G")))
                .isPresent(); // P above 9 and F above 3 would still go round
        assertThat(found(rule("one", "P", 2, 9, "F"), rule("other", "F", 0, 3, "G", "P")))
                .isEmpty();
    }

    @Test
    void a_chain_is_no_circle() {
        assertThat(found(rule("one", "P", 2, 9, "F"), rule("other", "F", 2, 9, "G")))
                .isEmpty();
    }
}
