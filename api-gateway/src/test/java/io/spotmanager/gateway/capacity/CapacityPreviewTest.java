package io.spotmanager.gateway.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The endpoint that counts pools before and after operations. */
@GatewayTest
class CapacityPreviewTest {
    private static final String PREVIEW = "/api/preview-capacity";

    private final Gateway gateway;

    CapacityPreviewTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void a_fleet() {
        gateway.tamper("""
                insert into pool (name, aggregate_id, kind, gpu_type, gpu_type_from, nvlink)
                values ('L40-n3', 1, 'ON_DEMAND', 'L40', 'name', false), ('L40-n3-spot', 2, 'SPOT', 'L40', 'name', false),
                       ('H100-n3', 3, 'ON_DEMAND', 'H100', 'name', false), ('plain', 4, null, null, null, false)""", """
                insert into host (name, pool, gpu_type, gpu_used, gpu_capacity, vm_count, status, reasons)
                values ('s1', 'L40-n3-spot', 'L40', 0, 8, 0, 'AVAILABLE', '[]'), ('s2', 'L40-n3-spot', 'L40', 0, 8, 0, 'AVAILABLE', '[]'),
                       ('l1', 'L40-n3', 'L40', 4, 8, 1, 'IN_USE', '[]'), ('h1', 'H100-n3', 'H100', 0, 8, 0, 'AVAILABLE', '[]'),
                       ('free', null, 'L40', 0, 8, 0, 'OUT_OF_STOCK', '[{"code": "NO_AGGREGATE", "text": "in no aggregate"}]')""", """
                insert into pool_host (pool, host)
                values ('L40-n3-spot', 's1'), ('L40-n3-spot', 's2'), ('L40-n3', 'l1'), ('H100-n3', 'h1'), ('plain', 'h1')""", "update source set state = 'OK', read_at = now()");
    }

    @Test
    void each_touched_pool_is_counted_before_and_after_and_nothing_begins() {
        var answer = ask("""
                {"host": "s1", "source_aggregate": "L40-n3-spot", "target_aggregate": "L40-n3"},
                {"host": "free", "operation": "add", "target_aggregate": "L40-n3"},
                {"host": "h1", "operation": "remove"}""");

        assertThat(answer.path("pools")).isEqualTo(Json.MAPPER.readTree("""
                [{"pool": "H100-n3", "before": {"hosts": 1, "empty": 1, "gpus_total": 8, "gpus_used": 0, "gpus_free": 8},
                  "after": {"hosts": 0, "empty": 0, "gpus_total": 0, "gpus_used": 0, "gpus_free": 0}},
                 {"pool": "L40-n3", "before": {"hosts": 1, "empty": 0, "gpus_total": 8, "gpus_used": 4, "gpus_free": 4},
                  "after": {"hosts": 3, "empty": 2, "gpus_total": 24, "gpus_used": 4, "gpus_free": 20}},
                 {"pool": "L40-n3-spot", "before": {"hosts": 2, "empty": 2, "gpus_total": 16, "gpus_used": 0, "gpus_free": 16},
                  "after": {"hosts": 1, "empty": 1, "gpus_total": 8, "gpus_used": 0, "gpus_free": 8}}]"""));
        assertThat(answer.path("not_counted").isEmpty()).isTrue();
        assertThat(gateway.viewer().get("/api/operations").each("id")).isEmpty();
    }

    @Test
    void what_does_not_count_is_named_with_its_place_in_the_list() {
        var answer = ask("""
                {"host": "s1", "source_aggregate": "L40-n3-spot", "target_aggregate": "plain"},
                {"host": "nobody", "operation": "remove"}, {"host": "l1", "operation": "retire"}""");

        assertThat(answer.path("not_counted").valueStream().map(JsonNode::toString))
                .containsExactly(
                        "{\"operation\":0,\"host\":\"s1\",\"why\":\"There is no pool plain: check the spelling, names are case-sensitive.\"}",
                        "{\"operation\":1,\"host\":\"nobody\",\"why\":\"The snapshot has no host nobody: check the spelling, names are case-sensitive.\"}");
        assertThat(answer.at("/pools/0/after/empty").asInt()).isOne();
    }

    @Test
    void a_stale_source_leaves_its_numbers_out_and_is_named() {
        gateway.tamper(
                "update source set state = 'STALE', stale_since = now(), trouble = 'HTTP 503' where name = 'servers'");

        var pool = ask("{\"host\": \"h1\", \"operation\": \"remove\"}").at("/pools/0");

        assertThat(pool.path("before")).isEqualTo(Json.MAPPER.readTree("{\"hosts\": 1, \"gpus_total\": 8}"));
        assertThat(pool.at("/notes/0").asString())
                .startsWith("It is not known who uses the hosts (servers: not read since ");
    }

    @Test
    void whoever_is_limited_sees_the_pools_of_the_limits_alone() {
        gateway.jdbc()
                .sql(
                        "insert into person_limit (name, kind, object, set_by) values ('operator', 'GPU_TYPE', 'L40', 'admin')")
                .update();

        var answer = gateway.operator().post(PREVIEW, body("""
                        {"host": "h1", "operation": "remove"}, {"host": "h1", "source_aggregate": "H100-n3", "target_aggregate": "L40-n3"},
                        {"host": "s1", "source_aggregate": "L40-n3-spot", "target_aggregate": "L40-n3"},
                        {"host": "s1", "operation": "remove"}""")).is(200).json();

        assertThat(answer.path("pools")
                        .valueStream()
                        .map(pool -> pool.path("pool").asString()))
                .containsExactly("L40-n3", "L40-n3-spot");
        assertThat(answer.path("not_counted")
                        .valueStream()
                        .map(each -> each.path("operation").asInt()))
                .containsExactly(0, 1, 3);
        assertThat(answer.at("/not_counted/0/why").asString()).contains("You may act on L40 only", "H100-n3");
        assertThat(answer.at("/pools/0/after/hosts").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"host": "s1"}                                                            | target_aggregate
                    {"host": "s1", "operation": "add"}                                        | target_aggregate
                    {"host": "s1", "operation": "remove", "target_aggregate": "L40-n3"}       | target_aggregate
                    {"host": "s1", "operation": "launch", "source_aggregate": "L40-n3"}       | source_aggregate
                    {"host": "s1", "operation": "launch", "when": "empty"}                    | when
                    {"host": "s1", "operation": "shift", "target_aggregate": "L40-n3"}        | operation
                    {"host": "s 1", "operation": "remove"}                                    | host
                    {"operation": "remove"}                                                   | host
                    {"host": "s1", "operation": "remove", "when": "later"}                    | when
                    """)
    void each_wrong_field_is_named_with_its_place(String operation, String field) {
        gateway.viewer()
                .post(PREVIEW, body("{\"host\": \"l1\", \"operation\": \"remove\"}, " + operation))
                .blames("operations[1]." + field);
    }

    @Test
    void a_list_that_is_missing_empty_too_long_or_has_holes_is_refused() {
        var one = "{\"host\": \"s1\", \"operation\": \"remove\"}";
        for (var body : List.of(
                "{}",
                body(""),
                body("null"),
                body(one + ", null"),
                body(String.join(",", Collections.nCopies(1_001, one))))) {
            gateway.viewer().post(PREVIEW, body).blames("operations");
        }
    }

    private JsonNode ask(String operations) {
        return gateway.viewer().post(PREVIEW, body(operations)).is(200).json();
    }

    private static String body(String operations) {
        return "{\"operations\": [" + operations + "]}";
    }
}
