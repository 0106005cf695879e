package io.spotmanager.gateway.approvals;

import static io.spotmanager.gateway.approvals.Colleagues.EXECUTE;
import static io.spotmanager.gateway.approvals.Colleagues.approves;
import static io.spotmanager.gateway.approvals.Colleagues.asks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.gateway.fixture.Caller;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import io.spotmanager.workflow.operation.CommandOrigin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Which commands need a second person: those of hosts with VMs, and the fourth within a minute. */
@GatewayTest
@TestPropertySource(
        properties = {
            "spot.approvals.vms=true",
            "spot.approvals.commands=3",
            "spot.approvals.commands-within=60s",
        })
@Timeout(60)
class ApprovalRulesTest {
    private static final int AT_ONCE = 8;

    private final Gateway gateway;
    private final Colleagues colleagues;
    private Caller anna;

    ApprovalRulesTest(Gateway gateway) {
        this.gateway = gateway;
        this.colleagues = new Colleagues(gateway);
        this.anna = gateway.anonymous();
    }

    @BeforeEach
    void somebody_and_a_fleet() {
        gateway.readsTheCloud();
        anna = colleagues.person("anna", "operator");
    }

    private static List<String> rules(JsonNode approval) {
        return approval.path("rules")
                .valueStream()
                .map(rule -> rule.path("rule").asString())
                .toList();
    }

    @Test
    void a_host_with_vms_needs_a_second_person_and_an_empty_one_does_not() {
        var busy = gateway.cloud().busyHostOf("L40-n3");
        var move = Gateway.move(busy, "L40-n3", "L40-n3-spot", ", \"acknowledge\": [\"vms\"]");

        var id = asks(anna, move);

        assertThat(rules(colleagues.approval(id))).containsExactly("VMS");
        assertThat(colleagues.approval(id).at("/preview/vms").asInt()).isPositive();
        anna.post(EXECUTE, Gateway.move(gateway.cloud().emptyHostOf("L40-n3-spot"), "L40-n3-spot", "L40-n3"))
                .is(202)
                .id();
        assertThat(approves(colleagues.person("bob", "operator"), id).is(200).field("state"))
                .isEqualTo("APPROVED");
    }

    @Test
    void who_accepts_vms_needs_a_second_person_also_where_the_snapshot_shows_none() {
        var empty = gateway.cloud().emptyHostOf("L40-n3-spot");

        var id = asks(anna, Gateway.move(empty, "L40-n3-spot", "L40-n3", ", \"acknowledge\": [\"vms\"]"));

        assertThat(rules(colleagues.approval(id))).containsExactly("VMS");
    }

    @Test
    void commands_that_come_at_the_same_moment_count_each_other() throws Exception {
        gateway.cloud().fails("too-many-requests"); // so that these hosts are not known to be unknown
        var replies = new ArrayList<Reply>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var sent = IntStream.range(0, AT_ONCE)
                    .mapToObj(number -> threads.submit(() -> anna.post(EXECUTE, Gateway.moveOf("H" + number))))
                    .toList();
            for (Future<Reply> one : sent) {
                replies.add(one.get());
            }
        }

        assertThat(replies)
                .as("%s", replies.stream().map(reply -> reply.json().toString()).toList())
                .filteredOn(reply -> reply.json().has("id"))
                .hasSize(3);
        assertThat(colleagues.operations()).hasSize(3);
    }

    @Test
    void the_fourth_waits_those_of_tokens_count_for_their_owner_and_each_person_counts_alone() {
        gateway.cloud().fails("too-many-requests"); // so that these hosts are not known to be unknown
        var adam = colleagues.person("adam", "admin");
        var token = colleagues.token(adam, "ci", "operator");
        adam.post(EXECUTE, Gateway.moveOf("H1")).is(202).id();
        token.post(EXECUTE, Gateway.moveOf("H2")).is(202).id();
        colleagues
                .token(adam, "cd", "operator")
                .post(EXECUTE, Gateway.moveOf("H3"))
                .is(202)
                .id();
        var empty = gateway.cloud().emptyHostOf("L40-n3-spot");

        var id = asks(token, Gateway.move(empty, "L40-n3-spot", "L40-n3"));

        assertThat(colleagues.approval(id).at("/rules/0/text").asString())
                .isEqualTo("adam has begun 3 commands within a minute, and may begin 3 alone.");
        anna.post(EXECUTE, Gateway.moveOf("H4")).is(202).id();

        gateway.tamper("update operation set created_at = created_at - interval '2 minutes'");
        adam.post(EXECUTE, Gateway.moveOf("H5")).is(202).id();
    }

    @Test
    void a_repeated_request_is_its_operation_and_counts_once() {
        gateway.cloud().fails("too-many-requests"); // so that these hosts are not known to be unknown
        var first =
                anna.withKey("k").post(EXECUTE, Gateway.moveOf("H1")).is(202).id();
        anna.post(EXECUTE, Gateway.moveOf("H2")).is(202);
        anna.post(EXECUTE, Gateway.moveOf("H3")).is(202);

        assertThat(anna.withKey("k").post(EXECUTE, Gateway.moveOf("H1")).is(202).id())
                .isEqualTo(first);
    }

    @Test
    void a_command_counts_for_the_owner_of_our_token_and_for_the_person_of_an_issuers() {
        assertThat(BegunCommands.person("token:ci", new CommandOrigin("::1", "r", "adam")))
                .isEqualTo("adam");
        assertThat(BegunCommands.person("anna", new CommandOrigin("::1", "r", "a client at corp")))
                .isEqualTo("anna");
        assertThat(BegunCommands.person("anna", new CommandOrigin("::1", "r", null)))
                .isEqualTo("anna");
    }

    @Test
    void settings_that_cannot_be_meant_are_refused_with_their_names() {
        assertThatThrownBy(
                        () -> new ApprovalSettings(true, false, -1, Duration.ofMinutes(1), null, Duration.ofHours(1)))
                .hasMessageContaining("SPOT_APPROVALS_COMMANDS is -1");
        assertThatThrownBy(() -> new ApprovalSettings(true, false, 1, Duration.ofMinutes(1), null, Duration.ZERO))
                .hasMessageContaining("SPOT_APPROVALS_EXPIRE_AFTER");
    }
}
