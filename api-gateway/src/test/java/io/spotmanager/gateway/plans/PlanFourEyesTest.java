package io.spotmanager.gateway.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.approvals.Colleagues;
import io.spotmanager.gateway.fixture.Caller;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.test.context.TestPropertySource;

/** No rule of approvals, and no limit, is evaded by a plan. */
@GatewayTest
@TestPropertySource(
        properties = {"spot.approvals.contracts=true", "spot.approvals.plans=2", "spot.approvals.commands=2"})
@Timeout(120)
class PlanFourEyesTest {
    private final Gateway gateway;
    private final Colleagues colleagues;
    private Caller anna;
    private Caller bob;
    private List<String> hosts = List.of();

    PlanFourEyesTest(Gateway gateway) {
        this.gateway = gateway;
        this.colleagues = new Colleagues(gateway);
        this.anna = gateway.anonymous();
        this.bob = gateway.anonymous();
    }

    @BeforeEach
    void two_operators_and_a_fleet() {
        gateway.readsTheCloud();
        anna = colleagues.person("anna", "operator");
        bob = colleagues.person("bob", "operator");
        hosts = gateway.jdbc()
                .sql(
                        "select name from host where pool = 'L40-n3-spot' and vm_count = 0 and status = 'AVAILABLE' order by 1")
                .query((row, number) -> row.getString(1))
                .list();
    }

    @Test
    void a_plan_with_too_many_operations_begins_when_a_second_person_approves_it() {
        var plan = plan(anna, 0, 3, "L40-n3");

        var asked = anna.post(plan + "/commit", "{\"reason\": \"order 17\"}").is(202);

        var approval = asked.json().path("approval").path("href").asString();
        assertThat(asked.header("Location")).isEqualTo(approval);
        assertThat(asked.field("state")).isEqualTo("PLANNED");
        assertThat(colleagues.operations()).isEmpty();
        gateway.viewer().get(approval).is(200).says("\"PLAN\"", "3 operations begin together");
        anna.post(approval + "/approve", "{\"reason\": \"x\"}").isProblem(409, "own-request");

        bob.post(approval + "/approve", "{\"reason\": \"looked at it\"}")
                .is(200)
                .says("APPROVED");

        assertThat(colleagues.operations()).hasSize(3);
        var operation = gateway.viewer()
                .get("/api/operations/" + colleagues.operations().getFirst())
                .is(200);
        operation.says("\"requested_by\":\"anna\"", "order 17", "[\"anna\",\"bob\"]");
        bob.post(approval + "/approve", "{\"reason\": \"x\"}")
                .isProblem(409, "approval-ended")
                .says(plan);
    }

    @Test
    void a_contract_in_a_plan_needs_the_second_person_too() {
        var plan = plan(anna, 0, 1, "Contract-GLOBEX-L40");

        anna.post(plan + "/commit", "{}").is(202).says("\"approval\":{");

        assertThat(colleagues.operations()).isEmpty();
    }

    @Test
    void operations_that_a_plan_has_not_begun_count_where_commands_are_counted() {
        anna.post(plan(anna, 0, 2, "L40-n3") + "/commit", "{\"at_once\": 1}").is(202);
        assertThat(colleagues.operations()).hasSize(1);

        // Two are committed, and one of them waits: a third is too many, by itself and with a plan.
        anna.post(Colleagues.EXECUTE, Gateway.moveOf(hosts.get(2))).is(202).says("APPROVAL_PENDING");
        anna.post(plan(anna, 2, 1, "L40-n3") + "/commit", "{}").is(202).says("\"approval\":{");
        assertThat(colleagues.operations()).hasSize(1);
    }

    @Test
    void a_plan_that_was_cancelled_meanwhile_does_not_begin() {
        var plan = plan(anna, 0, 3, "L40-n3");
        var approval = anna.post(plan + "/commit", "{}")
                .json()
                .path("approval")
                .path("href")
                .asString();
        bob.post(plan + "/cancel", "{}").is(200);

        bob.post(approval + "/approve", "{\"reason\": \"x\"}").isProblem(409, "plan-not-ready");

        assertThat(colleagues.operations()).isEmpty();
    }

    @Test
    void whoever_is_limited_to_other_pools_commits_and_cancels_nothing() {
        gateway.admin()
                .post("/api/people/bob/limits", "{\"limits\": [{\"kind\": \"gpu_type\", \"name\": \"A100\"}]}")
                .is(200);
        var plan = plan(anna, 0, 1, "L40-n3");

        bob.post(plan + "/commit", "{}").isProblem(403, "not-allowed").says("A100", hosts.getFirst());
        bob.post(plan + "/cancel", "{}").isProblem(403, "not-allowed");

        assertThat(colleagues.operations()).isEmpty();
    }

    private String plan(Caller who, int first, int number, String target) {
        var operations = hosts.subList(first, first + number).stream()
                .map(host -> Gateway.move(host, "L40-n3-spot", target))
                .collect(Collectors.joining(","));
        return who.post("/api/plans", "{\"operations\": [%s]}".formatted(operations))
                .is(201)
                .field("href");
    }
}
