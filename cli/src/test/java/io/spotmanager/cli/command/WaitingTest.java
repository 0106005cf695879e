package io.spotmanager.cli.command;

import static io.spotmanager.cli.command.ScriptedGateway.json;
import static io.spotmanager.cli.command.ScriptedGateway.later;
import static io.spotmanager.cli.command.ScriptedGateway.lost;
import static io.spotmanager.cli.command.ScriptedGateway.page;
import static io.spotmanager.cli.command.ScriptedGateway.problem;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A move is asked for, and the network, or the gateway, is not always there. */
@Timeout(60)
class WaitingTest {
    private static final String ID = "01a22b80-91d1-7417-a2d6-f807ca44b19c";
    private static final String EXECUTE = "POST /api/execute-migration";
    private static final String READ = "GET /api/operations/" + ID;
    private static final String ACCEPTED = """
            {"id":"%s","state":"REQUESTED","href":"/api/operations/%s"}""".formatted(ID, ID);
    private static final String[] MOVE = {"move", "H1", "--to", "L40-n3", "--wait"};

    private final ScriptedGateway gateway = new ScriptedGateway().on("GET /api/gpu-types", json(200, """
                    {"gpu_types":[{"gpu_type":"L40","sold_in":[{"name":"L40-n3"},{"name":"L40-n3-spot"}]}]}"""));

    @AfterEach
    void close() {
        gateway.close();
    }

    private static ScriptedGateway.Reply operation(String members) {
        return json(200, """
                {"id":"%s","kind":"migration","host":"H1",%s}""".formatted(ID, members));
    }

    private static ScriptedGateway.Reply succeeded() {
        return operation("\"state\":\"SUCCEEDED\",\"open\":false");
    }

    private static ScriptedGateway.Reply underWay() {
        return operation("\"state\":\"REMOVED\",\"open\":true,\"available_at\":\"2026-11-30T08:00:00Z\"");
    }

    @Test
    void it_ends_with_the_end_of_the_operation_and_tells_each_change_once() {
        gateway.on(EXECUTE, json(202, ACCEPTED)).on(READ, underWay(), underWay(), succeeded());

        var said = Words.to(gateway).say(MOVE);

        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("migration H1: SUCCEEDED");
        assertThat(said.timesInErr("REMOVED")).isOne();
    }

    /** Such as a service that somebody else has disabled: the host is in its pool and sells nothing. */
    @Test
    void what_somebody_should_know_of_a_success_is_told() {
        gateway.on(EXECUTE, json(202, ACCEPTED))
                .on(
                        READ,
                        operation(
                                "\"state\":\"SUCCEEDED\",\"open\":false,\"facts\":{\"warnings\":\"somebody else disabled the service\"}"));

        var said = Words.to(gateway).say("place", "H1", "--to", "L40-n3", "--wait");

        assertThat(said.code()).isZero();
        assertThat(said.err()).contains("H1: somebody else disabled the service");
    }

    @Test
    void an_operation_that_was_rejected_ends_with_1_and_its_cause() {
        gateway.on(EXECUTE, json(202, ACCEPTED))
                .on(READ, operation("\"state\":\"REJECTED\",\"open\":false,\"cause\":\"It has 3 VMs.\""));

        var said = Words.to(gateway).say(MOVE);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("REJECTED. It has 3 VMs.");
    }

    @Test
    void an_operation_that_needs_a_person_ends_with_6_and_how_to_decide() {
        gateway.on(EXECUTE, json(202, ACCEPTED))
                .on(READ, operation("\"state\":\"NEEDS_OPERATOR\",\"open\":true,\"cause\":\"moved by hand\""));

        var said = Words.to(gateway).say(MOVE);

        assertThat(said.code()).isEqualTo(6);
        assertThat(said.err()).contains("spot decide " + ID);
    }

    @Test
    void what_somebody_has_decided_already_needs_no_person() {
        gateway.on(EXECUTE, json(202, ACCEPTED))
                .on(
                        READ,
                        operation("\"state\":\"NEEDS_OPERATOR\",\"open\":true,\"pending_action\":\"RETRY\""),
                        succeeded());

        assertThat(Words.to(gateway).say(MOVE).code()).isZero();
    }

    @Test
    void a_drop_a_502_and_a_503_while_waiting_are_told_once_and_it_goes_on() {
        gateway.on(EXECUTE, json(202, ACCEPTED)).on(READ, underWay(), lost(), page(502), later(503, 1), succeeded());

        var said = Words.to(gateway).say(MOVE);

        assertThat(said.code()).isZero();
        assertThat(said.timesInErr("asking again")).isOne();
        assertThat(said.timesInErr("answers again")).isOne();
    }

    @Test
    void a_command_whose_answer_was_lost_is_sent_again_with_the_same_key() {
        gateway.on(EXECUTE, lost(), json(202, ACCEPTED)).on(READ, succeeded());

        var said = Words.to(gateway).say(MOVE);

        assertThat(said.code()).isZero();
        assertThat(gateway.asked(EXECUTE)).hasSize(2);
        assertThat(gateway.asked(EXECUTE).getFirst().key()).isNotBlank();
        assertThat(gateway.asked(EXECUTE).getFirst())
                .isEqualTo(gateway.asked(EXECUTE).getLast());
    }

    @Test
    void two_commands_have_two_keys() {
        gateway.on(EXECUTE, json(202, ACCEPTED)).on(READ, succeeded());

        Words.to(gateway).say("move", "H1", "H2", "--to", "L40-n3");

        assertThat(gateway.asked(EXECUTE))
                .hasSize(2)
                .extracting(ScriptedGateway.Asked::key)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_state_and_members_of_another_release_are_shown_as_they_are() {
        gateway.on(EXECUTE, json(202, ACCEPTED))
                .on(
                        READ,
                        operation("\"state\":\"PONDERING\",\"open\":true,\"available_at\":\"2026-11-30T08:00:00Z\","
                                + "\"attempt\":{\"of\":\"another kind\"},\"moods\":[1]"),
                        operation("\"state\":\"DISSOLVED\",\"open\":false,\"cause\":[\"no text\"]"));

        var said = Words.to(gateway).say(MOVE);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("PONDERING");
        assertThat(said.out()).contains("DISSOLVED");
    }

    @Test
    void a_log_in_that_ends_while_waiting_ends_with_4_and_says_that_the_operation_goes_on() {
        gateway.on(EXECUTE, json(202, ACCEPTED))
                .on(READ, underWay(), problem(401, "not-logged-in", "The token is unknown."));

        var said = Words.to(gateway).say(MOVE);

        assertThat(said.code()).isEqualTo(4);
        assertThat(said.err()).contains("SPOT_TOKEN").contains("spot op %s --wait".formatted(ID));
    }

    @Test
    void when_the_time_is_over_the_operation_goes_on() {
        gateway.on(EXECUTE, json(202, ACCEPTED)).on(READ, underWay());

        var said = Words.to(gateway).say("move", "H1", "--to", "L40-n3", "--wait", "--timeout", "1s");

        assertThat(said.code()).isEqualTo(124);
        assertThat(said.err()).contains("The time is over.").contains("spot op %s --wait".formatted(ID));
    }

    @Test
    void an_answer_that_never_ends_is_given_up() {
        gateway.on("GET /health", gateway.stuck());

        var said = Words.to(gateway).say("doctor", "--request-timeout", "1s");

        assertThat(said.code()).isEqualTo(5);
        assertThat(said.err()).contains("no whole answer within 1 s");
    }

    @Test
    void a_command_that_waits_for_a_second_person_ends_with_6() {
        gateway.on(EXECUTE, json(202, """
                {"state":"APPROVAL_PENDING","approval":"%s","href":"/api/approvals/%s","detail":"Somebody else has to agree."}
                """.formatted(ID, ID)));

        var said = Words.to(gateway).say(MOVE);

        assertThat(said.code()).isEqualTo(6);
        assertThat(said.out()).contains("Somebody else has to agree.");
    }

    @Test
    void of_several_hosts_those_after_a_gateway_that_is_gone_are_not_sent() {
        gateway.on(EXECUTE, json(202, ACCEPTED), problem(401, "not-logged-in", "no"), json(202, ACCEPTED));

        var said = Words.to(gateway).say("move", "H1", "H2", "H3", "--to", "L40-n3", "--json");

        assertThat(said.code()).isEqualTo(4);
        assertThat(said.json().path("items")).hasSize(1);
        assertThat(said.json().path("problems")).hasSize(2);
        assertThat(said.json().at("/problems/1/sentence").asString()).isEqualTo("not sent.");
        assertThat(gateway.asked(EXECUTE)).hasSize(2);
    }
}
