package io.spotmanager.gateway.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import io.spotmanager.gateway.fixture.SimulatedCloud;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** A dialogue about plans: what is asked, shown, begun and ended. */
@GatewayTest
@Timeout(120)
class PlanTest {
    private final Gateway gateway;
    private final SimulatedCloud cloud;
    private List<String> spot = List.of();

    PlanTest(Gateway gateway) {
        this.gateway = gateway;
        this.cloud = gateway.cloud();
    }

    @BeforeEach
    void the_cloud_was_read() {
        gateway.readsTheCloud();
        spot = gateway.jdbc().sql("""
                select h.name from host h where h.pool = 'L40-n3-spot' and h.vm_count = 0 and h.status = 'AVAILABLE'
                order by 1""").query((row, number) -> row.getString(1)).list();
        assertThat(spot).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void a_list_is_shown_with_checks_and_both_pools_before_and_after_and_nothing_begins() {
        var plan = made("night", move(0), move(1));

        assertThat(plan.path("state").asString()).isEqualTo("PLANNED");
        assertThat(plan.path("items").size()).isEqualTo(2);
        var item = plan.path("items").path(0);
        assertThat(item.path("host").asString()).isEqualTo(spot.getFirst());
        assertThat(item.path("allowed").asBoolean()).as(item.toString()).isTrue();
        assertThat(item.path("checks").isEmpty()).isFalse();
        assertThat(item.path("commands").size()).isEqualTo(2);
        var source = pool(plan, "L40-n3-spot");
        assertThat(source.path("after").path("hosts").asInt())
                .isEqualTo(source.path("before").path("hosts").asInt() - 2);
        var target = pool(plan, "L40-n3");
        assertThat(target.path("after").path("empty").asInt())
                .isEqualTo(target.path("before").path("empty").asInt() + 2);
        assertThat(operations()).isEmpty();
        assertThat(gateway.viewer().get("/api/plans").is(200).each("name")).containsExactly("night");
    }

    @Test
    void everything_that_is_wrong_is_named_with_what_would_be_right_and_there_is_no_plan() {
        var reply = gateway.operator().post("/api/plans", """
                {"operations": [%s, %s, {"host": "%s", "source_aggregate": "L40-n3-spot", "target_aggregate": "L40-n33"},
                 {"host": "no such", "operation": "shift"}, {"host": "ghost", "target_aggregate": "L40-n3", "operation": "add"},
                 {"hots": 1}, {"host": "%s", "source_aggregate": "L40-n3-spot", "target_aggregate": "L40-n3", "batch_id": "b"}]}""".formatted(move(0), move(0), spot.get(1), spot.get(2)));

        reply.isProblem(400, "invalid-request");
        assertThat(reply.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString()))
                .containsExactly(
                        "operations[1].host",
                        "operations[2].target_aggregate",
                        "operations[3].host",
                        "operations[3].operation",
                        "operations[4].host",
                        "operations[5].hots",
                        "operations[6].batch_id");
        reply.says("operations[0] already", "the pools with names like it are [", "L40-n3");
        assertThat(gateway.viewer().get("/api/plans").each("id")).isEmpty();
    }

    @Test
    void comma_separated_values_name_wrong_fields_by_line_and_column() {
        var csv = gateway.operator().with("Content-Type", "text/csv");

        var plan = csv.send("POST", "/api/plans?name=list", """
                        host,source_aggregate,target_aggregate
                        %s,L40-n3-spot,L40-n3
                        """.formatted(spot.getFirst()))
                .is(201)
                .json();
        assertThat(plan.path("items").size()).isOne();

        csv.send("POST", "/api/plans", """
                        host,source_aggregate,target_aggregate
                        %s,L40-n3-spot,L40-n33
                        """.formatted(spot.getFirst())).blames("line 2, target_aggregate");
    }

    @Test
    void lists_that_a_generated_client_has_left_empty_are_as_good_as_none() {
        gateway.operator()
                .post("/api/plans", """
                        {"operations": [%s], "from": [], "prefer": [], "acknowledge": []}""".formatted(
                                move(0).replaceFirst("\\}$", ", \"acknowledge\": [], \"despite\": []}")))
                .is(201);
    }

    @Test
    void more_operations_than_a_plan_may_have_and_none_are_refused() {
        gateway.operator().post("/api/plans", "{\"operations\": []}").blames("operations");
        gateway.operator().post("/api/plans", "{}").blames("operations");
        var many = String.join(",", Collections.nCopies(1_001, move(0)));
        gateway.operator()
                .post("/api/plans", "{\"operations\": [" + many + "]}")
                .blames("operations")
                .says("1 to 1000");
    }

    @Test
    void a_wanted_state_takes_empty_hosts_and_tells_what_it_leaves_out_and_what_is_missing() {
        var has = gateway.jdbc()
                .sql("select count(*) from host where pool = 'L40-n3' and vm_count = 0")
                .query(Integer.class)
                .single();

        var two = wanted(has + 2);
        assertThat(two.path("items").valueStream().map(item -> item.path("host").asString()))
                .hasSize(2)
                .isSubsetOf(spot);
        assertThat(two.path("cannot").toString())
                .contains(cloud.busyHostOf("L40-n3-spot") + " in L40-n3-spot is not empty.");
        assertThat(pool(two, "L40-n3").path("after").path("empty").asInt()).isEqualTo(has + 2);

        var tooMany = wanted(has + 500);
        assertThat(tooMany.path("cannot").path(0).path("why").asString())
                .contains("is to have %d".formatted(has + 500), "are missing.");
        assertThat(wanted(0).path("items").isEmpty()).isTrue();
        // The hosts of a plan that has not begun are not taken twice.
        assertThat(tooMany.path("items").toString())
                .doesNotContain("\"%s\""
                        .formatted(two.path("items").path(0).path("host").asString()));
    }

    @Test
    void each_wrong_word_of_a_wanted_state_is_named() {
        var reply = gateway.operator().post("/api/plans", """
                {"pool": "L40-n33", "from": ["L40-n3", "x"], "prefer": ["full"], "operations": []}""");

        assertThat(reply.is(400)
                        .json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString()))
                .containsExactly("operations", "pool", "empty_hosts", "from[1]", "prefer[0]");
        reply.says("must be empty or spread_racks");
    }

    @Test
    void a_host_that_another_plan_has_not_begun_is_told() {
        var first = made("first", move(0));

        var second = made("second", move(0), move(1));

        assertThat(second.path("items").path(0).path("checks").toString())
                .contains("other_plan", first.path("href").asString());
        assertThat(second.path("items").path(1).path("checks").toString()).doesNotContain("other_plan");
    }

    @Test
    void at_most_so_many_are_open_and_the_next_begins_when_one_has_ended() {
        var plan = made("three", move(0), move(1), move(2));

        var begun = commit(plan, "{\"at_once\": 2, \"reason\": \"for the night\"}");

        assertThat(begun.path("state").asString()).isEqualTo("RUNNING");
        assertScore(plan, 1, 2, 0);
        var open = operations();
        assertThat(open).hasSize(2);
        var operation =
                gateway.viewer().get("/api/operations/" + open.getFirst()).json();
        assertThat(operation.path("batch_id").asString())
                .isEqualTo(plan.path("id").asString());
        assertThat(operation.path("reason").asString()).isEqualTo("for the night");

        gateway.worker().carriesOut(UUID.fromString(open.getFirst()));
        awaitScore(plan, 0, 2, 1);
        operations().forEach(id -> gateway.worker().carriesOut(UUID.fromString(id)));
        awaitScore(plan, 0, 0, 3);
        await().untilAsserted(() -> assertThat(state(plan)).isEqualTo("ENDED"));
        assertThat(operations()).hasSize(3);
    }

    @Test
    void after_enough_failures_nothing_more_begins_and_the_rest_is_planned_again() {
        var plan = made("three", move(0), move(1), move(2));
        commit(plan, "{\"at_once\": 1}");

        gateway.worker().getsStuckWith(UUID.fromString(operations().getFirst()));

        await().untilAsserted(() -> assertThat(read(plan).path("stopped").asString(""))
                .contains("1 operation has failed or needs a person", "stop after 1"));
        assertThat(read(plan).path("score").path("planned").asInt()).isEqualTo(2);
        assertThat(read(plan).path("score").path("needs_person").asInt()).isOne();
        assertThat(operations()).hasSize(1);
    }

    @Test
    void an_item_whose_host_is_held_is_refused_with_the_reason_and_can_be_tried_again() {
        var plan = made("held", move(0));
        var holder = gateway.acceptedMoveOf(spot.getFirst());

        commit(plan, "{}");

        var item = read(plan).path("items").path(0);
        assertThat(item.path("state").asString()).isEqualTo("FAILED");
        assertThat(item.path("note").asString()).contains("held by", holder.toString());
        gateway.worker().carriesOut(holder);
        await().untilAsserted(() -> assertThat(state(plan)).isEqualTo("ENDED"));

        gateway.operator()
                .post(path(plan) + "/retry-failed", "{\"reason\": \"again\"}")
                .is(202);
        var again = read(plan).path("items").path(1);
        assertThat(again.path("repeats").asInt()).isOne();
        assertThat(again.path("operation").asString("")).isNotEmpty();
        await().untilAsserted(() -> assertThat(state(plan)).isEqualTo("RUNNING"));
        gateway.operator().post(path(plan) + "/retry-failed", "{}").isProblem(409, "plan-not-ready");
    }

    @Test
    void what_has_not_begun_is_cancelled_and_what_runs_goes_on() {
        var plan = made("two", move(0), move(1));
        commit(plan, "{\"at_once\": 1}");

        var cancelled = gateway.operator()
                .post(path(plan) + "/cancel", "{\"reason\": \"not tonight\"}")
                .is(200)
                .json();

        assertThat(cancelled.path("cancelled").path("reason").asString()).isEqualTo("not tonight");
        assertThat(cancelled.path("score").path("cancelled").asInt()).isOne();
        assertThat(cancelled.path("score").path("running").asInt()).isOne();
        assertThat(cancelled.path("state").asString()).isEqualTo("RUNNING");
        gateway.worker().carriesOut(UUID.fromString(operations().getFirst()));
        assertThat(state(plan)).isEqualTo("ENDED");
        assertThat(operations()).hasSize(1);
        gateway.operator().post(path(plan) + "/cancel", "{}").isProblem(409, "plan-not-ready");
    }

    @Test
    void the_way_back_of_what_is_done_is_planned_first_and_begins_when_it_is_committed() {
        var plan = made("two", move(0), move(1));
        commit(plan, "{\"ids\": [1]}");
        gateway.worker().carriesOut(UUID.fromString(operations().getFirst()));
        await().untilAsserted(() -> assertThat(state(plan)).isEqualTo("ENDED"));

        var back = gateway.operator()
                .post(path(plan) + "/roll-back-done", "{}")
                .is(200)
                .json();

        var item = back.path("items").path(2);
        assertThat(item.path("reverses").asInt()).isOne();
        assertThat(item.path("state").asString()).isEqualTo("PLANNED");
        assertThat(item.path("request").path("source_aggregate").asString()).isEqualTo("L40-n3");
        assertThat(item.path("request").path("target_aggregate").asString()).isEqualTo("L40-n3-spot");
        // No cloud was touched here: the snapshot still has the host in its source, and the check says so.
        assertThat(item.path("allowed").asBoolean()).isFalse();
        commits(plan, "{\"ids\": [3]}").isProblem(409, "checks-failed").says("[3]");
        gateway.operator().post(path(plan) + "/roll-back-done", "{}").isProblem(409, "plan-not-ready");
    }

    @Test
    void only_planned_items_are_committed_each_once_and_none_while_the_plan_runs() {
        var plan = made("two", move(0), move(1));

        commits(plan, "{\"ids\": [2, 2, 7]}").is(400).says("ids[1]", "ids[2]");
        commits(plan, "{\"at_once\": 51}").blames("at_once");
        commit(plan, "{\"ids\": [1]}");
        commits(plan, "{\"ids\": [2]}").isProblem(409, "plan-not-ready");
        gateway.operator()
                .post("/api/plans/" + UUID.randomUUID() + "/commit", "{}")
                .isProblem(404, "not-found");
    }

    @Test
    void what_the_checks_refuse_stays_behind_and_is_told() {
        var busy = cloud.busyHostOf("L40-n3-spot");
        var plan = made("two", move(0), Gateway.move(busy, "L40-n3-spot", "L40-n3"));
        assertThat(plan.path("cannot").path(0).path("host").asString()).isEqualTo(busy);

        commits(plan, "{\"ids\": [1, 2]}").isProblem(409, "checks-failed").says("[2]");
        assertThat(operations()).isEmpty();
        commit(plan, "{}");

        assertThat(read(plan).path("score").path("planned").asInt()).isOne();
        assertThat(operations()).hasSize(1);
    }

    @Test
    void during_a_freeze_it_rests_and_goes_on_afterwards() {
        var plan = made("one", move(0));
        gateway.admin().post("/api/freeze", "{\"reason\": \"incident\"}").is(200);

        commit(plan, "{}");
        assertScore(plan, 1, 0, 0);

        gateway.admin()
                .post("/api/unfreeze", "{\"reason\": \"over\", \"number\": 1}")
                .is(200);
        awaitScore(plan, 0, 1, 0);
    }

    @Test
    void boards_are_told_how_far_a_plan_is() throws IOException {
        try (var stream = gateway.viewer().open("/api/events").body();
                var events = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            var plan = made("told", move(0));
            commit(plan, "{}");

            var told = Stream.generate(() -> line(events))
                    .filter(line -> line.startsWith("data:") && line.contains("\"needs_person\""))
                    .flatMap(line -> Json.MAPPER
                            .readTree(line.substring(5))
                            .path("changed")
                            .valueStream())
                    .filter(each -> each.path("score").path("running").asInt() == 1)
                    .findFirst()
                    .orElseThrow();

            assertThat(told.path("id")).isEqualTo(plan.path("id"));
            assertThat(told.path("state").asString()).isEqualTo("RUNNING");
        }
    }

    private static String line(BufferedReader events) {
        try {
            return Objects.requireNonNull(events.readLine(), "the events ended");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode wanted(int empty) {
        return gateway.operator()
                .post("/api/plans", """
                        {"pool": "L40-n3", "empty_hosts": %d, "from": ["L40-n3-spot"], "prefer": ["empty", "spread_racks"]}""".formatted(empty))
                .is(201)
                .json();
    }

    private JsonNode made(String name, String... operations) {
        return gateway.operator()
                .post(
                        "/api/plans",
                        "{\"name\": \"%s\", \"operations\": [%s]}".formatted(name, String.join(",", operations)))
                .is(201)
                .json();
    }

    private String move(int host) {
        return Gateway.move(spot.get(host), "L40-n3-spot", "L40-n3");
    }

    private JsonNode commit(JsonNode plan, String body) {
        return commits(plan, body).is(202).json();
    }

    private Reply commits(JsonNode plan, String body) {
        return gateway.operator().post(path(plan) + "/commit", body);
    }

    private static String path(JsonNode plan) {
        return plan.path("href").asString();
    }

    private JsonNode read(JsonNode plan) {
        return gateway.viewer().get(path(plan)).is(200).json();
    }

    private String state(JsonNode plan) {
        return read(plan).path("state").asString();
    }

    private void awaitScore(JsonNode plan, int waiting, int running, int succeeded) {
        await().untilAsserted(() -> assertScore(plan, waiting, running, succeeded));
    }

    private void assertScore(JsonNode plan, int waiting, int running, int succeeded) {
        var score = read(plan).path("score");
        assertThat(Stream.of("waiting", "running", "succeeded")
                        .map(name -> score.path(name).asInt()))
                .as(score.toString())
                .containsExactly(waiting, running, succeeded);
    }

    private static JsonNode pool(JsonNode plan, String name) {
        return plan.path("pools")
                .valueStream()
                .filter(pool -> pool.path("pool").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> operations() {
        return gateway.viewer().get("/api/operations").is(200).each("id");
    }
}
