package io.spotmanager.gateway.approvals;

import static io.spotmanager.gateway.approvals.Colleagues.EXECUTE;
import static io.spotmanager.gateway.approvals.Colleagues.approvalOf;
import static io.spotmanager.gateway.approvals.Colleagues.approves;
import static io.spotmanager.gateway.approvals.Colleagues.asks;
import static io.spotmanager.gateway.approvals.Colleagues.declines;
import static io.spotmanager.gateway.approvals.Colleagues.intoContract;
import static io.spotmanager.gateway.approvals.Colleagues.path;
import static io.spotmanager.gateway.approvals.Colleagues.withdraws;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.gateway.fixture.Caller;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A dialogue of people about commands that touch a contract. */
@GatewayTest
@TestPropertySource(properties = "spot.approvals.contracts=true")
@Timeout(60)
class ApprovalTest {
    private final Gateway gateway;
    private final Colleagues colleagues;
    private Caller anna;
    private Caller bob;
    private String host;

    ApprovalTest(Gateway gateway) {
        this.gateway = gateway;
        this.colleagues = new Colleagues(gateway);
        this.anna = gateway.anonymous();
        this.bob = gateway.anonymous();
        this.host = "";
    }

    @BeforeEach
    void two_operators_and_a_fleet() {
        gateway.readsTheCloud();
        anna = colleagues.person("anna", "operator");
        bob = colleagues.person("bob", "operator");
        host = gateway.cloud().emptyHostOf("L40-n3-spot");
    }

    @Test
    void a_command_under_a_rule_is_answered_that_it_waits_and_where_and_no_operation_exists() {
        var reply = anna.post(EXECUTE, intoContract(host)).is(202);

        assertThat(reply.field("state")).isEqualTo("APPROVAL_PENDING");
        assertThat(reply.header("Location")).isEqualTo(path(approvalOf(reply))).isEqualTo(reply.field("href"));
        assertThat(reply.field("detail"))
                .contains(
                        "It touches the contract Contract-GLOBEX-L40.", "no operation exists yet", reply.field("href"));
        assertThat(reply.json().has("id")).isFalse();
        assertThat(colleagues.operations()).isEmpty();
        assertThat(gateway.jdbc()
                        .sql("select count(*) from outbox")
                        .query(Long.class)
                        .single())
                .isZero();

        // Nothing is held: another may move the host meanwhile.
        bob.post(EXECUTE, Gateway.move(host, "L40-n3-spot", "L40-n3")).is(202).id();
    }

    @Test
    void a_command_under_no_rule_begins_as_ever() {
        anna.post(EXECUTE, Gateway.move(host, "L40-n3-spot", "L40-n3")).is(202).id();

        assertThat(gateway.viewer().get("/api/approvals").each("id")).isEmpty();
    }

    @Test
    void once_a_second_person_approves_it_there_is_one_operation_whose_history_names_both() {
        var id = asks(anna.with("X-Request-Id", "annas-request"), intoContract(host, ", \"reason\": \"order 17\""));
        assertThat(colleagues.approval(id).path("approvals_needed").asInt()).isOne();

        var approved =
                approves(bob.with("X-Request-Id", "bobs-request"), id).is(200).json();

        assertThat(approved.path("state").asString()).isEqualTo("APPROVED");
        var operation = gateway.viewer()
                .get("/api/operations/" + approved.path("operation").asString())
                .is(200)
                .json();
        assertThat(colleagues.operations()).hasSize(1);
        assertThat(operation.path("requested_by").asString()).isEqualTo("anna");
        assertThat(operation.path("reason").asString()).isEqualTo("order 17");
        assertThat(operation.path("state").asString()).isEqualTo("REQUESTED");
        var origin = operation.at("/steps/0/detail/origin");
        assertThat(origin.path("request_id").asString()).isEqualTo("annas-request");
        assertThat(origin.at("/approval/id").asString()).isEqualTo(id.toString());
        assertThat(origin.at("/approval/persons").valueStream().map(JsonNode::asString))
                .containsExactly("anna", "bob");
        assertThat(origin.at("/approval/request_id").asString()).isEqualTo("bobs-request");
        assertThat(colleagues.recorded()).containsExactly("APPROVAL_REQUESTED by anna", "APPROVAL_GIVEN by bob");
        assertThat(gateway.verifiedHistory().path("whole").asBoolean()).isTrue();
    }

    @Test
    void the_second_person_sees_what_the_first_saw_beside_how_it_is_now() {
        var preview =
                anna.post("/api/preview-migration", intoContract(host)).is(200).json();
        assertThat(preview.at("/approval/0/rule").asString()).isEqualTo("CONTRACT");
        var id = asks(anna, intoContract(host));

        var comparison = bob.get(path(id) + "/comparison").is(200).json();

        for (var side : new String[] {"/then", "/now"}) {
            assertThat(comparison.at(side + "/checks")).isEqualTo(preview.path("checks"));
            assertThat(comparison.at(side + "/commands").valueStream().map(line -> line.path("command")))
                    .containsExactlyElementsOf(
                            preview.path("commands").valueStream().toList());
        }
        assertThat(comparison.path("changes")).isEmpty();
        assertThat(colleagues.approval(id).path("preview")).isEqualTo(comparison.path("then"));
    }

    @Test
    void what_is_not_any_more_as_it_was_is_refused_with_what_has_changed() {
        var id = asks(anna, intoContract(host));
        gateway.tamper(
                "insert into vm (id, host, name, status, flavor, gpus, project_id, project) values ('v-1', '%s', 'late', 'ACTIVE', 'f', 1, 'p', 'p')"
                        .formatted(host));

        var refusal = approves(bob, id).isProblem(409, "approval-outdated");

        assertThat(refusal.detail())
                .contains(
                        "The VMs of the host are not the same: 0 then, 1 now",
                        "The check vms gives REFUSED now",
                        "/decline");
        assertThat(refusal.json().path("changes")).isNotEmpty();
        assertThat(bob.get(path(id) + "/comparison").json().path("changes")).isNotEmpty();
        assertThat(colleagues.operations()).isEmpty();
        assertThat(colleagues.state(id)).isEqualTo("PENDING");

        gateway.tamper("delete from vm where id = 'v-1'");
        approves(bob, id).is(200);
    }

    @Test
    void a_host_that_has_moved_is_refused() {
        var id = asks(anna, intoContract(host));
        gateway.tamper("update pool_host set pool = 'L40-n3' where host = '%s'".formatted(host));

        approves(bob, id).isProblem(409, "approval-outdated").says("The check placement gives REFUSED now");
        assertThat(colleagues.operations()).isEmpty();
    }

    @Test
    void nobody_approves_or_declines_what_they_asked_for() {
        var id = asks(anna, intoContract(host));

        approves(anna, id).isProblem(409, "own-request").says("/withdraw");
        declines(anna, id).isProblem(409, "own-request").says("/withdraw");
        assertThat(colleagues.state(id)).isEqualTo("PENDING");
        assertThat(colleagues.operations()).isEmpty();
    }

    @Test
    void who_declines_says_why_and_nothing_begins() {
        var id = asks(anna, intoContract(host));

        declines(bob, id).is(200);

        var end = colleagues.approval(id);
        assertThat(end.path("state").asString()).isEqualTo("DECLINED");
        assertThat(end.at("/end/by").asString()).isEqualTo("bob");
        assertThat(end.at("/end/reason").asString()).isEqualTo("the customer has agreed");
        approves(bob, id).isProblem(409, "approval-ended").says("DECLINED by bob");
        withdraws(anna, id).isProblem(409, "approval-ended");
        assertThat(colleagues.operations()).isEmpty();
        assertThat(colleagues.recorded()).containsExactly("APPROVAL_REQUESTED by anna", "APPROVAL_DECLINED by bob");
    }

    @Test
    void only_the_requester_withdraws_and_may_ask_again() {
        var id = asks(anna, intoContract(host));
        anna.post(EXECUTE, intoContract(host))
                .isProblem(409, "approval-pending")
                .says(path(id));

        withdraws(bob, id).isProblem(403, "not-allowed").says("/decline");
        withdraws(anna, id).is(200);

        assertThat(colleagues.state(id)).isEqualTo("WITHDRAWN");
        approves(bob, id).isProblem(409, "approval-ended").says("WITHDRAWN by anna");
        assertThat(asks(anna, intoContract(host))).isNotEqualTo(id);
        assertThat(colleagues.recorded())
                .containsExactly(
                        "APPROVAL_REQUESTED by anna", "APPROVAL_WITHDRAWN by anna", "APPROVAL_REQUESTED by anna");
    }

    @Test
    void a_request_expires_by_the_clock_of_the_database_and_is_on_record() {
        var id = asks(anna, intoContract(host));
        gateway.tamper("update approval set expires_at = now() - interval '1 second'");

        assertThat(colleagues.state(id)).isEqualTo("EXPIRED");
        approves(bob, id).isProblem(409, "approval-ended").says("EXPIRED at");
        declines(bob, id).isProblem(409, "approval-ended");
        assertThat(gateway.viewer().get("/api/approvals?state=PENDING").each("id"))
                .isEmpty();
        assertThat(gateway.viewer()
                        .get("/api/approvals?state=EXPIRED&user=anna")
                        .each("id"))
                .containsExactly(id.toString());

        assertThat(asks(anna, intoContract(host))).isNotEqualTo(id);
        assertThat(colleagues.recorded())
                .containsExactly(
                        "APPROVAL_REQUESTED by anna", "APPROVAL_EXPIRED by nobody", "APPROVAL_REQUESTED by anna");
    }

    @Test
    void who_asked_and_may_not_any_more_is_no_first_person() {
        var id = asks(anna, intoContract(host));

        gateway.admin()
                .post("/api/people/anna/role", "{\"role\": \"launcher\"}")
                .is(200);
        approves(bob, id).isProblem(409, "requester-not-allowed").says("anna may not do this");
        gateway.admin()
                .post("/api/people/anna/role", "{\"role\": \"operator\"}")
                .is(200);
        gateway.admin().post("/api/people/anna/disable", "").is(200);
        approves(bob, id).isProblem(409, "requester-not-allowed").says("anna cannot log in any more");
        assertThat(colleagues.operations()).isEmpty();

        gateway.admin().post("/api/people/anna/enable", "").is(200);
        approves(bob, id).is(200);
    }

    @Test
    void who_approves_must_be_allowed_to_give_the_command() {
        var id = asks(anna, intoContract(host));

        approves(colleagues.person("lena", "launcher"), id)
                .isProblem(403, "not-allowed")
                .says("needs the role operator");
        approves(colleagues.person("vera", "viewer"), id).isProblem(403, "not-allowed");
        approves(colleagues.person("otto", "auditor"), id).isProblem(403, "not-allowed");
        approves(colleagues.person("adam", "admin"), id).is(200);
    }

    @Test
    void the_limits_of_both_persons_must_cover_it() {
        var id = asks(anna, intoContract(host));

        limit("bob");
        approves(bob, id).isProblem(403, "not-allowed").says("You may act on");
        declines(bob, id).isProblem(403, "not-allowed");
        gateway.tamper("delete from person_limit");
        limit("anna");
        approves(bob, id).isProblem(409, "requester-not-allowed");
        assertThat(colleagues.operations()).isEmpty();

        gateway.tamper("delete from person_limit");
        approves(bob, id).is(200);
    }

    private void limit(String person) {
        gateway.tamper(
                "insert into person_limit (name, kind, object, set_by) values ('%s', 'GPU_TYPE', 'H100', 'admin')"
                        .formatted(person));
    }

    @Test
    void nobody_knows_who_stands_behind_a_shared_user() {
        gateway.operator()
                .post(EXECUTE, intoContract(host))
                .isProblem(409, "shared-user")
                .says("a name of your own");

        var id = asks(anna, intoContract(host));
        approves(gateway.operator(), id).isProblem(409, "shared-user");
        approves(gateway.admin(), id).isProblem(409, "shared-user");
        declines(gateway.admin(), id).isProblem(409, "shared-user");
        assertThat(colleagues.state(id)).isEqualTo("PENDING");
    }

    @Test
    void what_the_checks_refuse_is_not_asked_of_a_second_person() {
        var busy = gateway.cloud().busyHostOf("L40-n3-spot");

        anna.post(EXECUTE, intoContract(busy)).isProblem(409, "checks-failed").says("A spot host is only moved empty");
        assertThat(gateway.viewer().get("/api/approvals").each("id")).isEmpty();
    }

    @Test
    void an_obstacle_is_told_at_once_and_again_at_the_approval() {
        var id = asks(anna, intoContract(host));
        bob.post(EXECUTE, Gateway.move(host, "L40-n3-spot", "L40-n3")).is(202);

        colleagues.person("carl", "operator").post(EXECUTE, intoContract(host)).isProblem(409, "host-busy");
        approves(bob, id).isProblem(409, "host-busy");
        assertThat(colleagues.state(id)).isEqualTo("PENDING");
        assertThat(colleagues.recorded()).containsExactly("APPROVAL_REQUESTED by anna");

        gateway.operator().post("/api/freeze", "{\"reason\": \"network\"}").is(200);
        approves(bob, id).isProblem(423, "frozen");
        assertThat(colleagues.state(id)).isEqualTo("PENDING");
    }

    @Test
    void bad_input_is_answered_with_the_way_out() {
        var id = asks(anna, intoContract(host));

        bob.post(path(id) + "/approve", "{}").isProblem(400, "invalid-request").blames("reason");
        bob.post(path(id) + "/decline", "{\"reason\": \" \"}")
                .isProblem(400, "invalid-request")
                .blames("reason");
        var nobody = UUID.randomUUID();
        approves(bob, nobody).isProblem(404, "not-found").says("GET /api/approvals");
        withdraws(bob, nobody).isProblem(404, "not-found");
        bob.get(path(nobody)).isProblem(404, "not-found");
        bob.get("/api/approvals/x").isProblem(400, "invalid-request");
        bob.get("/api/approvals?state=OPEN").isProblem(400, "invalid-request");
        bob.get("/api/approvals?limit=0").blames("limit");
    }

    @Test
    void pages_of_the_list_leave_nothing_out() {
        var first = asks(anna, intoContract(host));
        var second = asks(bob, intoContract(host));

        var page = gateway.viewer().get("/api/approvals?limit=1").is(200);
        assertThat(page.each("id")).containsExactly(second.toString());
        assertThat(gateway.viewer()
                        .get("/api/approvals?limit=1&cursor=" + page.field("next_cursor"))
                        .each("id"))
                .containsExactly(first.toString());
    }

    @Test
    void what_has_ended_cannot_be_changed_in_the_database_either() {
        var id = asks(anna, intoContract(host));
        declines(bob, id).is(200);

        assertThatThrownBy(() -> gateway.jdbc()
                        .sql("update approval set state = 'PENDING', ended_at = null, ended_by = null")
                        .update())
                .hasMessageContaining("has ended is refused");
    }
}
