package io.spotmanager.gateway.policies;

import static io.spotmanager.gateway.policies.Keeper.KEEP;
import static io.spotmanager.gateway.policies.Keeper.POOL;
import static io.spotmanager.gateway.policies.Keeper.SPOT;
import static io.spotmanager.gateway.policies.Keeper.bounds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** A dialogue about policies: what is set, proposed, taken back and refused. */
@GatewayTest
@Timeout(120)
class PolicyTest {
    private final Gateway gateway;
    private final Keeper keeper;
    private int empty;

    PolicyTest(Gateway gateway) {
        this.gateway = gateway;
        this.keeper = new Keeper(gateway);
    }

    @BeforeEach
    void the_cloud_was_read() {
        gateway.readsTheCloud();
        empty = keeper.empty();
    }

    @Test
    void too_few_empty_hosts_become_a_plan_with_its_reasons_and_nothing_begins() {
        var policy = keeper.set(empty + 2, empty + 5, 4);

        assertThat(policy.path("empty_hosts").asInt()).isEqualTo(empty);
        assertThat(policy.path("proposal").path("hosts").asInt()).isEqualTo(2);
        assertThat(policy.path("acts").asBoolean()).isFalse();
        assertThat(policy.path("outcome").asString())
                .contains("is to have at least %d".formatted(empty + 2), "An operator can commit it.");
        var plan = keeper.proposal(policy);
        assertThat(plan.path("state").asString()).isEqualTo("PLANNED");
        assertThat(plan.path("created_by").asString()).isEqualTo("policy:keep");
        assertThat(plan.path("proposal").path("policy").asString()).isEqualTo("keep");
        assertThat(plan.path("proposal").path("why").asString()).startsWith("L40-n3 has %d empty".formatted(empty));
        assertThat(plan.path("items").size()).isEqualTo(2);
        assertThat(plan.path("items").path(0).path("reason").asString()).startsWith("Policy keep: L40-n3 has");
        assertThat(keeper.operations()).isEmpty();
        assertThat(gateway.viewer().get("/api/policies").is(200).each("name")).containsExactly("keep");

        // Looking again makes no second one.
        assertThat(keeper.looks().path("proposal").path("id"))
                .isEqualTo(policy.path("proposal").path("id"));
        assertThat(gateway.viewer().get("/api/plans").each("id")).hasSize(1);
        assertThat(keeper.recorded()).containsExactly("POLICY_SET by admin");
    }

    @Test
    void an_operator_commits_it_and_the_bound_of_the_day_holds_whoever_does() {
        var plan = keeper.proposal(keeper.set(empty + 3, empty + 5, 1));
        assertThat(plan.path("items").size()).isOne();
        assertThat(plan.path("proposal").path("why").asString()).contains("may move 1 a day, so 1 of them is moved");

        gateway.operator()
                .post(plan.path("href").asString() + "/commit", "{\"reason\": \"fine\"}")
                .is(202);
        assertThat(keeper.looks().path("outcome").asString()).contains("runs.");
        gateway.worker().carriesOut(UUID.fromString(keeper.operations().getFirst()));
        awaitEnd(plan);
        assertThat(keeper.looks().path("outcome").asString()).contains("has just ended");
        gateway.readsTheCloud();

        var policy = keeper.looks();
        assertThat(policy.path("moved_today").asInt()).isOne();
        assertThat(policy.path("outcome").asString()).contains("has moved 1 host today and may move 1 a day.");
        assertThat(policy.has("proposal")).isFalse();
        // Another day.
        gateway.tamper("update operation set created_at = created_at - interval '1 day'");
        assertThat(keeper.looks().path("proposal").path("hosts").asInt()).isOne();
    }

    @Test
    void too_many_go_to_the_first_pool_of_from() {
        var spare = keeper.emptyIn(SPOT);

        var plan = keeper.proposal(
                keeper.sets(KEEP, """
                        {"pool": "L40-n3-spot", "at_least": 0, "at_most": %d, "from": ["L40-n3", "H100-n3"], "per_day": 4}""".formatted(spare - 1)).is(200).json());

        var request = plan.path("items").path(0).path("request");
        assertThat(plan.path("items").size()).isOne();
        assertThat(request.path("source_aggregate").asString()).isEqualTo(SPOT);
        assertThat(request.path("target_aggregate").asString()).isEqualTo(POOL);
        assertThat(plan.path("proposal").path("why").asString())
                .contains("at most %d: 1 host can go to L40-n3.".formatted(spare - 1));
    }

    @Test
    void a_proposal_that_is_not_needed_any_more_is_taken_back_with_the_reason() {
        var plan = keeper.proposal(keeper.set(empty + 2, empty + 5, 4));
        gateway.tamper("update pool_policy set at_least = 0");

        assertThat(keeper.looks().has("proposal")).isFalse();

        var cancelled =
                gateway.viewer().get(plan.path("href").asString()).json().path("cancelled");
        assertThat(cancelled.path("by").asString()).isEqualTo("policy:keep");
        assertThat(cancelled.path("reason").asString()).contains("not needed any more");
    }

    @Test
    void a_proposal_that_the_checks_refuse_after_a_while_is_made_again_with_another_host() {
        var first = keeper.proposal(keeper.set(empty + 1, empty + 5, 4));
        var host = first.path("items").path(0).path("host").asString();
        gateway.tamper(
                "update plan set created_at = created_at - interval '11 minutes'",
                "update pool_host set pool = 'H100-n3' where host = '%s'".formatted(host),
                "update host set pool = 'H100-n3' where name = '%s'".formatted(host));

        var second = keeper.proposal(keeper.looks());

        assertThat(second.path("id")).isNotEqualTo(first.path("id"));
        assertThat(second.path("items").path(0).path("host").asString()).isNotEqualTo(host);
        gateway.viewer().get(first.path("href").asString()).says("The checks refuse it now: ");
    }

    @Test
    void one_that_a_person_has_cancelled_does_not_come_again_until_the_policy_is_set_again() {
        var plan = keeper.proposal(keeper.set(empty + 1, empty + 5, 4));
        gateway.operator()
                .post(plan.path("href").asString() + "/cancel", "{\"reason\": \"not today\"}")
                .is(200);

        assertThat(keeper.looks().path("outcome").asString()).contains("operator has cancelled that proposal");
        assertThat(keeper.read().has("proposal")).isFalse();

        assertThat(keeper.set(empty + 1, empty + 5, 4)
                        .path("proposal")
                        .path("hosts")
                        .asInt())
                .isOne();
    }

    @Test
    void every_wrong_field_is_named_and_a_policy_without_a_bound_is_refused() {
        assertThat(blamed("{}")).containsExactly("pool", "at_least", "at_most", "per_day", "from");
        assertThat(blamed("""
                {"pool": "L40-n33", "at_least": 5, "at_most": 4, "from": ["x", "L40-n3", "L40-n3"], "prefer": ["full"],
                 "window": "noon", "per_day": 0}"""))
                .containsExactly("pool", "at_most", "per_day", "from[0]", "prefer[0]", "from[2]", "window");
        keeper.sets(KEEP, bounds(1, 2, 3).replace("\"per_day\": 3", "\"per_day\": null"))
                .blames("per_day")
                .says("how many hosts it may move in a day");
        keeper.sets(KEEP, bounds(-1, 2, 3)).blames("at_least");
        keeper.sets(KEEP, bounds(0, 2, 3, ", \"perday\": 1")).blames("perday");
        keeper.sets("/api/policies/Keep", bounds(0, 2, 3)).blames("name");
        gateway.viewer().get("/api/policies").is(200).each("name").forEach(name -> {
            throw new AssertionError(name + " was set");
        });
    }

    private List<String> blamed(String body) {
        return keeper.sets(KEEP, body)
                .isProblem(400, "invalid-request")
                .json()
                .path("errors")
                .valueStream()
                .map(error -> error.path("field").asString())
                .toList();
    }

    @Test
    void two_that_fight_are_found_when_the_second_is_written_and_go_together_at_other_hours() {
        keeper.set(empty + 1, empty + 5, 4);
        var back = """
                {"pool": "L40-n3-spot", "at_least": 1, "at_most": 9, "from": ["L40-n3"], "per_day": 4%s}""";

        keeper.sets("/api/policies/back", back.formatted(""))
                .isProblem(409, "policies-fight")
                .says("\"field\":\"from[0]\"", "keep fills L40-n3 from L40-n3-spot", "\"policies\":[\"keep\"]");
        keeper.sets("/api/policies/more", bounds(empty + 6, empty + 9, 1))
                .isProblem(409, "policies-fight")
                .says("\"field\":\"at_least\"", "keep");
        assertThat(gateway.viewer().get("/api/policies").each("name")).containsExactly("keep");

        window("day", "08:00", "20:00");
        window("night", "20:00", "08:00");
        keeper.set(empty + 1, empty + 5, 4, ", \"window\": \"day\"");
        keeper.sets("/api/policies/back", back.formatted(", \"window\": \"night\""))
                .is(200);
        // Somebody gives the window other hours: what was right is a fight now, and both say so.
        window("night", "19:00", "08:00");
        assertThat(keeper.looks().path("outcome").asString()).contains("It fights with the policy back");
        gateway.admin()
                .send("DELETE", "/api/windows/night", "")
                .isProblem(409, "window-in-use")
                .says("back");
    }

    @Test
    void what_may_be_old_proposes_nothing_and_says_so() {
        keeper.set(empty, empty + 5, 4);
        gateway.tamper(
                "update pool_policy set at_least = at_least + 1",
                "update source set state = 'STALE', stale_since = now(), trouble = 'no answer' where name = 'servers'");

        var policy = keeper.looks();

        assertThat(policy.has("proposal")).isFalse();
        assertThat(policy.path("outcome").asString()).contains("servers cannot be read since", "no answer");
    }

    @Test
    void outside_its_hours_it_says_when_they_begin() {
        var hour = gateway.jdbc()
                .sql("select extract(hour from now() at time zone 'UTC')::int")
                .query(Integer.class)
                .single();
        window("later", "%02d:00".formatted((hour + 3) % 24), "%02d:00".formatted((hour + 5) % 24));

        var policy = keeper.set(empty + 1, empty + 5, 4, ", \"window\": \"later\"");

        assertThat(policy.has("proposal")).isFalse();
        assertThat(policy.path("outcome").asString()).contains("It is not the hour: later (", "opens at");
    }

    @Test
    void a_deleted_policy_takes_its_proposal_along() {
        var plan = keeper.proposal(keeper.set(empty + 1, empty + 5, 4));

        gateway.operator().send("DELETE", KEEP, "").is(403);
        gateway.admin().send("DELETE", KEEP, "").is(204);

        gateway.viewer().get(KEEP).isProblem(404, "not-found");
        gateway.admin().send("DELETE", KEEP, "").isProblem(404, "not-found");
        gateway.viewer().get(plan.path("href").asString()).says("admin has deleted the policy.");
        assertThat(keeper.recorded()).containsExactly("POLICY_SET by admin", "POLICY_DELETED by admin");
    }

    private void window(String name, String begins, String ends) {
        keeper.sets("/api/windows/" + name, """
                {"weekdays": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "begins": "%s", "ends": "%s", "zone": "UTC"}""".formatted(begins, ends)).is(200);
    }

    private void awaitEnd(JsonNode plan) {
        await().untilAsserted(() -> assertThat(
                        gateway.viewer().get(plan.path("href").asString()).field("state"))
                .isEqualTo("ENDED"));
    }
}
