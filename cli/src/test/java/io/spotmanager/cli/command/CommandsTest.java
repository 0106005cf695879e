package io.spotmanager.cli.command;

import static io.spotmanager.cli.command.ScriptedGateway.json;
import static io.spotmanager.cli.command.ScriptedGateway.lost;
import static io.spotmanager.cli.command.ScriptedGateway.page;
import static io.spotmanager.cli.command.ScriptedGateway.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CommandsTest {
    private static final String ID = "01a22b80-91d1-7417-a2d6-f807ca44b19c";
    private static final String EXECUTE = "POST /api/execute-migration";
    private static final String STUCK = """
            {"id":"%s","kind":"migration","host":"H1","state":"NEEDS_OPERATOR","open":true,"entered_at":"2026-11-30T08:00:00Z",
             "actions":["RETRY","ROLL_BACK"],
             "action_effects":[{"action":"ROLL_BACK","caption":"Put H1 back into L40-n3-spot","effect":"It ends as rolled back.","recommended":true}]}
            """.formatted(ID);

    private final ScriptedGateway gateway = new ScriptedGateway()
            .on("GET /api/gpu-types", json(200, """
                    {"gpu_types":[{"gpu_type":"L40","largest_free":8,"out_of_stock_reasons":[{"code":"SERVICE_DOWN","hosts":1}],
                     "gpus":{"free":8,"sellable":16,"out_of_stock":8},
                     "sold_in":[{"name":"L40-n3","pool":"ON_DEMAND","largest_free":8,"gpus":{"free":8,"sellable":16,"out_of_stock":8}}]}],
                     "unclassified":{"pools":["cpu-general"],"hosts":2}}"""))
            .on("GET /api/aggregates/L40", json(200, """
                    {"pools":[{"name":"L40-n3","hosts":[
                      {"hostname":"CA1-01","aggregate":"L40-n3","gpu_type":"L40","gpu_used":0,"gpu_capacity":8,"vm_count":0,"has_vms":false,
                       "status":"AVAILABLE","reasons":[]},
                      {"hostname":"CA1-02","aggregate":"L40-n3","gpu_type":"L40","gpu_used":0,"gpu_capacity":8,"vm_count":0,"has_vms":false,
                       "status":"OUT_OF_STOCK","reasons":[{"code":"SERVICE_DOWN","text":"down \\u001b[31mred\\u202e"}]}],"arriving":[]}]}"""))
            .on("GET /api/contract-aggregates/L40", json(200, "{\"pools\":[]}"))
            .on("GET /api/out-of-stock", json(200, """
                    {"hosts":[{"hostname":"CA1-02","aggregate":"L40-n3","gpu_type":"L40","status":"OUT_OF_STOCK",
                      "reasons":[{"code":"SERVICE_DOWN","text":"down"}]}]}"""));

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void what_a_cloud_wrote_moves_no_cursor() {
        var table = Words.to(gateway).onATerminalOf(200).say("hosts");
        var json = Words.to(gateway).say("hosts", "--json");

        assertThat(table.out()).contains("\\u001b[31mred\\u202e").doesNotContain("\u001b[31mred", "\u202e");
        assertThat(json.out()).doesNotContain("\u001b", "\u202e");
        assertThat(json.json().at("/items/1/reasons/0/text").asString()).isEqualTo("down \u001b[31mred\u202e");
    }

    @Test
    void colours_are_for_terminals() {
        assertThat(Words.to(gateway).onATerminalOf(200).say("hosts").out()).contains("\u001b[32mAVAILABLE\u001b[0m");
        assertThat(Words.to(gateway).say("hosts").out()).contains("AVAILABLE").doesNotContain("\u001b");
    }

    @Test
    void hosts_are_filtered_and_what_no_list_has_is_said() {
        assertThat(Words.to(gateway).say("hosts", "--status", "out_of_stock").out())
                .contains("CA1-02")
                .doesNotContain("CA1-01");
        assertThat(Words.to(gateway).say("hosts", "ca1*1").out())
                .contains("CA1-01")
                .doesNotContain("CA1-02");
        assertThat(Words.to(gateway).say("hosts").err())
                .contains("2 hosts of pools without a known GPU type")
                .contains("cpu-general");
    }

    @Test
    void free_shows_types_and_pools_with_the_reasons_of_each() {
        var said = Words.to(gateway).say("free");

        assertThat(said.out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains("L40 all 8 16 8 8 1 SERVICE_DOWN", "L40 L40-n3 8 16 8 8 1 SERVICE_DOWN");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hots                                  | hots is no command: did you mean hosts?
            hosts --pol L40-n3                    | --pol is no option: did you mean --pool?
            hosts --status empty                  | --status must be one of available, in-use, out-of-stock
            move H1                               | --to
            move H1 --to L40-n3 --timeout 5s      | add --wait
            move H1 --to L40-n3 --when-empty      | --deadline
            move H1 --to L40-n3 --deadline soon --when-empty | --deadline must be a time such as
            move H1 --to L40-n3 --wait --timeout 5 | must be a number with s, m, h or d
            withdraw H1                           | --reason must say why
            op nonsense                           | ID must be the id of an operation
            plan apply /nowhere.csv --yes         | there is no /nowhere.csv
            plan                                  | apply or show
            audit                                 | verify
            ops --limit 0                         | --limit must be from 1 to 500
            completion fish                       | SHELL must be bash or zsh
            hosts --address ftp://x               | --address must be an address such as
            hosts --token-file /nowhere           | /nowhere
            """)
    void a_wrong_use_ends_with_2_and_names_the_option_and_the_way_out(String command, String way) {
        var said = Words.to(gateway).say(command.strip().split(" +"));

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(way.strip());
        assertThat(said.out()).isEmpty();
        assertThat(gateway.asked(EXECUTE)).isEmpty();
    }

    @Test
    void a_misspelt_pool_is_named_with_the_nearest_before_anything_is_accepted() {
        var said = Words.to(gateway).say("move", "CA1-01", "--to", "L40-n4");

        assertThat(said.code()).isEqualTo(3);
        assertThat(said.err()).contains("--to: the snapshot has no pool \"L40-n4\": did you mean L40-n3?");
        assertThat(gateway.asked(EXECUTE)).isEmpty();
    }

    @Test
    void a_misspelt_host_is_named_with_the_nearest() {
        gateway.on(EXECUTE, json(400, """
                {"type":"urn:spot-manager:problem:invalid-request","title":"t","status":400,"detail":"d",
                 "errors":[{"field":"source_aggregate","message":"cannot be looked up"}]}"""));

        var said = Words.to(gateway).say("move", "CA1-0l", "--to", "L40-n3", "--json");

        assertThat(said.code()).isEqualTo(3);
        assertThat(said.err()).contains("--from cannot be looked up").contains("Did you mean CA1-01?");
        assertThat(said.json().at("/problems/0/type").asString()).isEqualTo("urn:spot-manager:problem:invalid-request");
        assertThat(said.json().path("exit").asInt()).isEqualTo(3);
    }

    @Test
    void who_is_not_let_in_is_told_where_the_log_in_came_from() {
        gateway.on("GET /api/operations", problem(401, "not-logged-in", "The token is unknown or has expired."));

        var said = Words.to(gateway).say("ops");

        assertThat(said.code()).isEqualTo(4);
        assertThat(said.err()).contains("The token is unknown").contains("SPOT_TOKEN");
    }

    @Test
    void a_page_of_something_else_is_no_spot_manager() {
        gateway.on("GET /api/operations", page(200));

        var said = Words.to(gateway).say("ops");

        assertThat(said.code()).isEqualTo(5);
        assertThat(said.err()).contains("as no Spot Manager does").contains("text/html");
    }

    @Test
    void nothing_at_the_address_ends_with_5() {
        var said = Words.to(gateway).with("SPOT_ADDRESS", "http://127.0.0.1:1").say("doctor", "--json");

        assertThat(said.code()).isEqualTo(5);
        assertThat(said.json().at("/problems/0/sentence").asString()).contains("does not accept connections");
    }

    @Test
    void a_decision_names_what_is_offered_with_its_sentence_and_asks_for_the_reason() {
        gateway.on("GET /api/operations/" + ID, json(200, STUCK))
                .on("POST /api/operations/%s/roll-back".formatted(ID), json(202, STUCK));

        var said = Words.to(gateway).typing("the cable is broken\n").say("decide", ID, "rollback");

        assertThat(said.code()).isZero();
        assertThat(said.err())
                .contains("Put H1 back into L40-n3-spot. It ends as rolled back.")
                .contains("Reason:");
        assertThat(gateway.asked("POST /api/operations/%s/roll-back".formatted(ID)))
                .singleElement()
                .satisfies(asked -> assertThat(asked.body())
                        .contains("the cable is broken", "NEEDS_OPERATOR", "2026-11-30T08:00:00Z"));
    }

    /** Of actions that do the same the gateway describes one. */
    @Test
    void what_can_be_decided_is_listed_with_what_it_does() {
        gateway.on("GET /api/operations/" + ID, json(200, STUCK));
        var listed = Words.to(gateway).say("decide", ID);

        assertThat(listed.out())
                .contains("roll-back (recommended)   Put H1 back into L40-n3-spot. It ends as rolled back.")
                .doesNotContain("retry");
    }

    @Test
    void what_can_be_decided_is_listed_also_where_another_release_does_not_say_what_it_does() {
        gateway.on("GET /api/operations/" + ID, json(200, STUCK.replace("action_effects", "of_another_release")));
        assertThat(Words.to(gateway).say("decide", ID).out())
                .contains("retry   The gateway does not describe what it does.");
    }

    @Test
    void a_decision_that_is_not_offered_is_not_sent() {
        gateway.on("GET /api/operations/" + ID, json(200, STUCK));

        var said = Words.to(gateway).say("decide", ID, "skip", "--reason", "r");

        assertThat(said.code()).isEqualTo(3);
        assertThat(said.err()).contains("skip is not offered").contains("retry, roll-back");
    }

    @Test
    void a_decision_without_a_reason_is_not_sent() {
        gateway.on("GET /api/operations/" + ID, json(200, STUCK));

        var said = Words.to(gateway).say("decide", ID, "retry");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("--reason must say why");
    }

    @Test
    void a_decision_whose_answer_was_lost_is_not_sent_again_if_it_arrived() {
        var path = "POST /api/operations/%s/retry".formatted(ID);
        gateway.on(
                        "GET /api/operations/" + ID,
                        json(200, STUCK),
                        json(200, STUCK.replace("\"open\":true", "\"open\":true,\"pending_action\":\"RETRY\"")))
                .on(path, lost());

        var said = Words.to(gateway).say("decide", ID, "retry", "--reason", "r");

        assertThat(said.code()).isZero();
        assertThat(gateway.asked(path)).hasSize(1);
    }

    @Test
    void a_plan_is_shown_and_begins_only_after_a_yes(@TempDir Path folder) throws IOException {
        var file = folder.resolve("moves.csv");
        Files.writeString(file, "host,target_aggregate\nCA1-01,L40-n3\n");
        var plan = """
                {"id":"p1","state":"%s","score":{"%s":1},"items":[{"id":1,"host":"CA1-01","kind":"migration","state":"PLANNED",
                 "allowed":true,"request":{"target_aggregate":"L40-n3"}}]}""";
        gateway.on("POST /api/plans", json(201, plan.formatted("PLANNED", "planned")))
                .on("POST /api/plans/p1/commit", json(202, plan.formatted("RUNNING", "running")))
                .on("GET /api/plans/p1", json(200, plan.formatted("ENDED", "succeeded")));

        var no = Words.to(gateway).typing("n\n").say("plan", "apply", file.toString());
        assertThat(no.code()).isEqualTo(1);
        assertThat(no.err()).contains("Begin 1 of 1 operations?").contains("Nothing was begun.");
        assertThat(gateway.asked("POST /api/plans/p1/commit")).isEmpty();
        var nobody = Words.to(gateway).say("plan", "apply", file.toString());
        assertThat(nobody.code()).isEqualTo(2);
        assertThat(nobody.err()).contains("--yes");

        var yes = Words.to(gateway).typing("y\n").say("plan", "apply", file.toString());

        assertThat(yes.code()).isZero();
        assertThat(yes.out()).contains("CA1-01").contains("1 succeeded");
        assertThat(gateway.asked("POST /api/plans").getFirst().body()).startsWith("host,target_aggregate");
    }

    @Test
    void a_plan_shows_the_pools_before_and_after_it_and_what_is_not_known_of_them() {
        gateway.on("GET /api/plans/p1", json(200, """
                {"id":"p1","state":"PLANNED","score":{"planned":1},"items":[],"pools":[
                 {"pool":"L40-n3","before":{"hosts":4,"empty":2,"gpus_total":32,"gpus_used":8,"gpus_free":24},
                  "after":{"hosts":5,"empty":3,"gpus_total":40,"gpus_used":8,"gpus_free":32}},
                 {"pool":"L40-n3-spot","before":{"hosts":2,"gpus_total":16},"after":{"hosts":1,"gpus_total":8},
                  "notes":["It is not known who uses the hosts."]}]}"""));

        var said = Words.to(gateway).say("plan", "show", "p1");

        assertThat(said.out())
                .containsPattern("POOL +HOSTS +EMPTY +GPUS FREE +GPUS")
                .containsPattern("L40-n3 +4 > 5 +2 > 3 +24 > 32 +32 > 40")
                .containsPattern("L40-n3-spot +2 > 1 +not known +not known +16 > 8")
                .contains("It is not known who uses the hosts.");
    }

    @Test
    void a_plan_whose_answer_was_lost_is_not_made_twice(@TempDir Path folder) throws IOException {
        var file = folder.resolve("plan.json");
        Files.writeString(file, "{\"operations\":[]}");
        gateway.on("POST /api/plans", lost());

        var said = Words.to(gateway).say("plan", "apply", file.toString(), "--yes");

        assertThat(said.code()).isEqualTo(5);
        assertThat(said.err()).contains("Whether the request arrived is not known.");
        assertThat(gateway.asked("POST /api/plans")).hasSize(1);
    }

    @Test
    void a_history_that_is_not_intact_ends_with_1() {
        var running = json(200, """
                {"whole":true,"latest":{"number":6,"whole":true,"findings":[]},"running":{"number":7}}""");
        gateway.on("POST /api/audit/verification", json(202, "{}"));
        gateway.on("GET /api/audit/verification", running, running, json(200, """
                {"whole":false,"latest":{"number":7,"whole":false,"operations":3,"entries":9,"checkpoints":{"verified":1},
                 "findings":["Entry 2 of x was changed."],"findings_in_all":3}}"""));

        var said = Words.to(gateway).say("audit", "verify");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("NOT INTACT", "Entry 2 of x was changed.", "2 more findings");
        assertThat(gateway.asked("POST /api/audit/verification")).hasSize(1);
    }

    @Test
    void a_gateway_of_the_release_before_verifies_while_it_is_asked() {
        gateway.on("GET /api/audit/verification", json(200, """
                {"whole":true,"operations":3,"entries":9,"checkpoints":{"verified":1},"findings":[],"findings_in_all":0}"""));

        var said = Words.to(gateway).say("audit", "verify");

        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("intact: 3 operations");
    }

    @Test
    void a_shell_can_complete_every_command() {
        var said = Words.to(gateway).say("completion", "bash");

        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("complete -F _complete_spot", "hosts", "decide", "--when-empty");
    }

    @Test
    void every_command_has_a_help() {
        for (var command : SpotCommands.commandLine(new Surroundings(
                        new io.spotmanager.cli.text.Terminal(System.out, System.err, null, 0, false),
                        _ -> null,
                        java.time.InstantSource.system(),
                        new java.util.concurrent.atomic.AtomicReference<>("")))
                .getSubcommands()
                .keySet()) {
            assertThat(Words.to(gateway).say(command, "--help").out())
                    .as(command)
                    .contains("Usage: spot " + command);
        }
    }
}
