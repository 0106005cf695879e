package io.spotmanager.gateway.approvals;

import static io.spotmanager.gateway.approvals.Colleagues.approves;
import static io.spotmanager.gateway.approvals.Colleagues.asks;
import static io.spotmanager.gateway.approvals.Colleagues.declines;
import static io.spotmanager.gateway.approvals.Colleagues.intoContract;
import static io.spotmanager.gateway.approvals.Colleagues.withdraws;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Caller;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A token has no eyes: whoever holds it may be anybody, so two persons approve what it asks for. */
@GatewayTest
@TestPropertySource(properties = "spot.approvals.contracts=true")
@Timeout(60)
class PersonsBehindTokensTest {
    private final Gateway gateway;
    private final Colleagues colleagues;
    private Caller adam;
    private Caller bob;
    private Caller token;
    private String host;

    PersonsBehindTokensTest(Gateway gateway) {
        this.gateway = gateway;
        this.colleagues = new Colleagues(gateway);
        this.adam = gateway.anonymous();
        this.bob = gateway.anonymous();
        this.token = gateway.anonymous();
        this.host = "";
    }

    @BeforeEach
    void an_admin_with_a_token_and_an_operator() {
        gateway.readsTheCloud();
        adam = colleagues.person("adam", "admin");
        bob = colleagues.person("bob", "operator");
        token = colleagues.token(adam, "ci", "operator");
        host = gateway.cloud().emptyHostOf("L40-n3-spot");
    }

    @Test
    void what_a_token_asks_for_needs_two_persons_and_one_alone_begins_nothing() {
        var id = asks(token, intoContract(host));
        assertThat(colleagues.approval(id).path("approvals_needed").asInt()).isEqualTo(2);

        assertThat(approves(adam, id).is(200).json().path("approvals_needed").asInt())
                .isOne();
        assertThat(colleagues.operations()).isEmpty();
        approves(adam, id).isProblem(409, "own-request").says("another one has to approve");
        assertThat(colleagues.operations()).isEmpty();

        var operation = approves(bob, id).is(200).field("operation");
        var origin = gateway.viewer().get("/api/operations/" + operation).json().at("/steps/0/detail/origin");
        assertThat(origin.path("token_owner").asString()).isEqualTo("adam");
        assertThat(origin.at("/approval/persons").valueStream().map(JsonNode::asString))
                .containsExactly("adam", "bob");
        assertThat(colleagues.recorded())
                .containsExactly("APPROVAL_REQUESTED by token:ci", "APPROVAL_GIVEN by adam", "APPROVAL_GIVEN by bob");
    }

    @Test
    void no_token_approves_or_declines_whoever_made_it() {
        var id = asks(bob, intoContract(host));

        approves(token, id).isProblem(403, "not-allowed");
        declines(token, id).isProblem(403, "not-allowed");
        approves(colleagues.token(adam, "strong", "admin"), id).isProblem(403, "not-allowed");
    }

    @Test
    void a_token_follows_its_request_and_may_withdraw_it_and_so_may_its_owner() {
        var id = asks(token, intoContract(host));
        token.get(Colleagues.path(id)).is(200).says("\"token_owner\":\"adam\"");
        withdraws(colleagues.token(adam, "other", "operator"), id).isProblem(403, "not-allowed");
        withdraws(token, id).is(200);

        var second = asks(token, intoContract(host));
        withdraws(adam, second).is(200);
        assertThat(colleagues.state(second)).isEqualTo("WITHDRAWN");
    }

    @Test
    void a_token_that_was_revoked_meanwhile_has_asked_for_nothing_even_if_another_has_its_name() {
        var id = asks(token, intoContract(host));
        var tokens = adam.get("/api/tokens").json().path("items");
        adam.send("DELETE", "/api/tokens/" + tokens.path(0).path("id").asString(), "")
                .is(204);

        approves(bob, id).isProblem(409, "requester-not-allowed").says("token:ci is expired or revoked");
        colleagues.token(adam, "ci", "operator");
        approves(bob, id).isProblem(409, "requester-not-allowed");
    }
}
