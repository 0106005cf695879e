package io.spotmanager.gateway.policies;

import static io.spotmanager.gateway.policies.Keeper.KEEP;
import static io.spotmanager.gateway.policies.Keeper.bounds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.gateway.approvals.Colleagues;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.test.context.TestPropertySource;

/** A policy acts only as long as an admin stands behind it, and what stops a person stops it. */
@GatewayTest
@TestPropertySource(properties = "spot.approvals.plans=2")
@Timeout(120)
class PolicyActingTest {
    private static final String ACTS = ", \"acts\": true";

    private final Gateway gateway;
    private final Keeper keeper;
    private final Colleagues colleagues;
    private int empty;

    PolicyActingTest(Gateway gateway) {
        this.gateway = gateway;
        this.keeper = new Keeper(gateway);
        this.colleagues = new Colleagues(gateway);
    }

    @BeforeEach
    void the_cloud_was_read() {
        gateway.readsTheCloud();
        empty = keeper.empty();
    }

    @Test
    void it_begins_its_proposal_in_the_name_of_the_admin_who_allowed_it() {
        var policy = keeper.set(empty + 2, empty + 5, 2, ACTS);

        assertThat(policy.path("allowed_by").asString()).isEqualTo("admin");
        assertThat(policy.path("outcome").asString()).contains("begun it by itself, with the rights of admin");
        await().untilAsserted(() -> assertThat(keeper.operations()).hasSize(2));
        var operation = gateway.viewer()
                .get("/api/operations/" + keeper.operations().getFirst())
                .json();
        assertThat(operation.path("requested_by").asString()).isEqualTo("admin");
        assertThat(operation.path("reason").asString()).startsWith("Policy keep: ");
        assertThat(keeper.recorded()).containsExactly("POLICY_SET by admin", "POLICY_ACTED by nobody");

        keeper.operations().forEach(id -> gateway.worker().carriesOut(UUID.fromString(id)));
        await().untilAsserted(() -> assertThat(keeper.looks().has("running")).isFalse());
        gateway.readsTheCloud();
        // The cloud of this test did not change, so two are still lacking: the day is used up all the same.
        assertThat(keeper.looks().path("outcome").asString()).contains("has moved 2 hosts today");
        assertThat(keeper.operations()).hasSize(2);
    }

    @Test
    void without_a_person_behind_it_it_cannot_be_allowed() {
        var token = gateway.admin()
                .post("/api/tokens", "{\"name\": \"ci\", \"role\": \"admin\"}")
                .is(201)
                .field("token");

        keeper.sets(gateway.withToken(token), KEEP, bounds(empty, empty + 5, 2, ACTS))
                .blames("acts");
        keeper.sets(gateway.withToken(token), KEEP, bounds(empty, empty + 5, 2)).is(200);
    }

    @Test
    void once_the_admin_is_none_any_more_it_only_proposes() {
        var carol = colleagues.person("carol", "admin");
        keeper.sets(carol, KEEP, bounds(empty, empty + 5, 2, ACTS)).is(200);
        gateway.admin()
                .post("/api/people/carol/role", "{\"role\": \"operator\"}")
                .is(200);
        gateway.tamper("update pool_policy set at_least = at_least + 1");

        var policy = keeper.looks();

        assertThat(policy.path("outcome").asString()).contains("It does not act: carol may not do this");
        assertThat(policy.path("proposal").path("hosts").asInt()).isOne();
        assertThat(keeper.operations()).isEmpty();
    }

    @Test
    void where_two_persons_are_needed_it_stays_a_proposal() {
        var policy = keeper.set(empty + 3, empty + 5, 3, ACTS);

        assertThat(policy.path("outcome").asString())
                .contains("3 operations begin together", "So two persons have to commit it.");
        assertThat(keeper.operations()).isEmpty();
        var plan = policy.path("proposal").path("href").asString();
        var anna = colleagues.person("anna", "operator");
        anna.post(plan + "/commit", "{}").is(202).says("\"approval\":{");
    }

    @Test
    void a_freeze_rests_it_and_it_goes_on_afterwards() {
        gateway.admin().post("/api/freeze", "{\"reason\": \"incident\"}").is(200);

        var policy = keeper.set(empty + 1, empty + 5, 2, ACTS);
        assertThat(policy.path("outcome").asString()).contains("has frozen all operations");
        assertThat(keeper.operations()).isEmpty();

        gateway.admin()
                .post("/api/unfreeze", "{\"reason\": \"over\", \"number\": 1}")
                .is(200);
        assertThat(keeper.looks().path("outcome").asString()).contains("begun it by itself");
        await().untilAsserted(() -> assertThat(keeper.operations()).hasSize(1));
    }

    @Test
    void after_a_failure_it_only_proposes_until_an_admin_sets_it_again() {
        keeper.set(empty + 2, empty + 5, 9, ACTS);
        await().untilAsserted(() -> assertThat(keeper.operations()).hasSize(2));
        gateway.worker().getsStuckWith(UUID.fromString(keeper.operations().getFirst()));

        assertThat(keeper.looks().path("halted").asString()).contains("failed or needs a person");
        assertThat(keeper.recorded()).endsWith("POLICY_HALTED by nobody");
        gateway.tamper("update pool_policy set at_least = at_least + 1");
        // The plan itself ends a moment after the failure.
        await().untilAsserted(() ->
                assertThat(keeper.looks().path("outcome").asString()).contains("It does not act any more"));
        var policy = keeper.read();
        assertThat(policy.path("proposal").path("hosts").asInt()).isOne();
        assertThat(keeper.operations()).hasSize(2);

        assertThat(keeper.set(empty + 3, empty + 5, 9, ACTS).has("halted")).isFalse();
        await().untilAsserted(() -> assertThat(keeper.operations()).hasSize(3));
    }

    @Test
    void what_has_not_begun_stays_so_once_it_is_set_to_propose_only() {
        keeper.set(empty + 1, empty + 5, 9, ACTS);
        await().untilAsserted(() -> assertThat(keeper.operations()).hasSize(1));
        // As if a second one still waited.
        gateway.tamper("""
                insert into plan_item (plan_id, number, kind, subject, request, preview, state, round)
                select plan_id, 2, kind, 'other', request, preview, 'WAITING', round from plan_item""", "update plan set at_once = 1");

        keeper.set(empty + 1, empty + 5, 9);

        assertThat(gateway.jdbc()
                        .sql("select state from plan_item where number = 2")
                        .query(String.class)
                        .single())
                .isEqualTo("PLANNED");
        assertThat(keeper.operations()).hasSize(1);
    }
}
