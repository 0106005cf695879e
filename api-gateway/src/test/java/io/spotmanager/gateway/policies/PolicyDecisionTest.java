package io.spotmanager.gateway.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.plans.PlanProposals.Stock;
import io.spotmanager.gateway.plans.ProposedPlans.Declined;
import io.spotmanager.gateway.plans.ProposedPlans.Proposed;
import io.spotmanager.gateway.plans.ProposedPlans.Running;
import io.spotmanager.gateway.policies.PolicyDecision.Findings;
import io.spotmanager.gateway.policies.PolicyDecision.Verdict;
import io.spotmanager.gateway.policies.PoolPolicy.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 3 to 6 empty hosts, and at most 4 moves a day. */
class PolicyDecisionTest {
    private static final Rule RULE = new Rule("keep", "P", 3, 6, List.of("F", "G"), List.of(), null, 4);
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration REST = Duration.ofHours(4);

    private @Nullable String untrusted;
    private @Nullable Running running;
    private @Nullable Proposed open;
    private @Nullable Declined declined;
    private @Nullable String closed;

    private Verdict decide(int empty, int arriving, int moved) {
        return PolicyDecision.of(
                RULE,
                new Findings(NOW, untrusted, new Stock(empty, arriving), moved, running, open, declined, closed, REST));
    }

    private static Proposed proposal(int hosts, int need) {
        return new Proposed(UUID.randomUUID(), hosts, need, "because", NOW);
    }

    @ParameterizedTest
    @CsvSource({
        // empty, arriving, moved today: hosts, need
        "2, 0, 0, 1, 1",
        "0, 0, 0, 3, 3",
        "0, 1, 0, 2, 2",
        "0, 0, 2, 2, 3",
        "0, 0, 3, 1, 3",
        "8, 0, 0, 2, -2",
        "6, 1, 0, 1, -1",
        "1, 9, 0, 1, -1", // what has not arrived is not given away
        "99, 0, 0, 4, -93"
    })
    void it_proposes_what_is_needed_and_never_more_than_the_day_has_left(
            int empty, int arriving, int moved, int hosts, int need) {
        assertThat(decide(empty, arriving, moved)).isInstanceOfSatisfying(Verdict.Propose.class, proposed -> {
            assertThat(proposed.hosts()).isEqualTo(hosts);
            assertThat(proposed.need()).isEqualTo(need);
            assertThat(proposed.why()).startsWith("P has %d empty host".formatted(empty + arriving));
        });
    }

    @ParameterizedTest
    @CsvSource({"3, 0", "6, 0", "1, 2", "0, 6", "0, 7"})
    void between_its_bounds_it_does_nothing(int empty, int arriving) {
        assertThat(decide(empty, arriving, 0)).isInstanceOf(Verdict.Nothing.class);
    }

    @Test
    void once_the_day_is_used_up_it_waits_for_the_next() {
        assertThat(decide(0, 0, 4))
                .isEqualTo(
                        new Verdict.Nothing(
                                "P has 0 empty hosts, and is to have at least 3. This policy has moved 4 hosts today and may move 4 a day."));
        assertThat(decide(0, 0, 5)).isInstanceOf(Verdict.Nothing.class);
    }

    @Test
    void an_open_proposal_stays_until_it_is_wrong() {
        open = proposal(2, 2);
        assertThat(decide(1, 0, 0)).isInstanceOf(Verdict.Keep.class);
        assertThat(decide(0, 0, 0)).as("less than needed").isInstanceOf(Verdict.Keep.class);

        assertThat(decide(3, 0, 0)).as("not needed").isInstanceOf(Verdict.Withdraw.class);
        assertThat(decide(2, 0, 0)).as("too many").isInstanceOf(Verdict.Withdraw.class);
        assertThat(decide(9, 0, 0)).as("the other way").isInstanceOf(Verdict.Withdraw.class);
        assertThat(decide(0, 0, 3)).as("more than the day has left").isInstanceOf(Verdict.Withdraw.class);
    }

    @Test
    void outside_its_hours_it_proposes_nothing_and_withdraws_what_is_wrong_all_the_same() {
        closed = "night opens at 22:00";
        assertThat(decide(0, 0, 0)).isInstanceOf(Verdict.Nothing.class);
        assertThat(decide(0, 0, 0).why()).contains("It is not the hour: night opens at 22:00.");

        open = proposal(2, 2);
        assertThat(decide(0, 0, 0)).isInstanceOf(Verdict.Nothing.class);
        assertThat(decide(5, 0, 0)).isInstanceOf(Verdict.Withdraw.class);
    }

    @Test
    void what_it_has_begun_by_itself_stops_when_its_hours_are_over_and_what_a_person_began_does_not() {
        closed = "night opens at 22:00";
        running = new Running(UUID.randomUUID(), true);
        assertThat(decide(0, 0, 0)).isInstanceOf(Verdict.Stop.class);

        running = new Running(UUID.randomUUID(), false);
        assertThat(decide(0, 0, 0)).isInstanceOf(Verdict.Nothing.class);
    }

    @Test
    void nothing_is_proposed_while_its_plan_runs_or_by_what_may_be_old() {
        untrusted = "servers cannot be read";
        assertThat(decide(0, 0, 0)).isEqualTo(new Verdict.Nothing("servers cannot be read"));
        open = proposal(2, 2);
        assertThat(decide(9, 0, 0)).isEqualTo(new Verdict.Nothing("servers cannot be read"));

        open = null;
        running = new Running(UUID.randomUUID(), true);
        assertThat(decide(0, 0, 0).why()).endsWith("runs.");
    }

    @Test
    void what_a_person_has_cancelled_is_not_made_again_until_some_time_has_passed_or_more_is_lacking() {
        declined =
                new Declined(UUID.randomUUID(), 2, "operator", NOW.minus(REST).plusSeconds(1));
        assertThat(decide(1, 0, 0).why()).contains("operator has cancelled that proposal");
        assertThat(decide(2, 0, 0)).as("less is lacking").isInstanceOf(Verdict.Nothing.class);
        assertThat(decide(0, 0, 0)).as("more is lacking").isInstanceOf(Verdict.Propose.class);
        assertThat(decide(9, 0, 0)).as("the other way").isInstanceOf(Verdict.Propose.class);

        declined = new Declined(UUID.randomUUID(), 2, "operator", NOW.minus(REST));
        assertThat(decide(1, 0, 0)).isInstanceOf(Verdict.Propose.class);
    }
}
