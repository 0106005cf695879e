package io.spotmanager.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, what cannot be taken is refused with the name of the field. */
@GatewayTest
class OddInputsTest {
    private static final String EXECUTE = "/api/execute-migration";

    private final Gateway gateway;

    OddInputsTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void an_acknowledgement_of_nothing_is_refused() {
        gateway.operator()
                .post(EXECUTE, Gateway.move("H1", "a", "b", ", \"acknowledge\": [null]"))
                .blames("acknowledge");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            from   | /api/operations?from=-0001-01-01T00:00:00Z
            from   | /api/operations?from=%2B10000-01-01T00:00:00Z
            to     | /api/operations?to=-1000000000-01-01T00:00:00Z
            to     | /api/operations.csv?to=%2B1000000000-12-31T23:59:59Z
            cursor | /api/operations?cursor=%2B10000-01-01T00:00:00Z_00000000-0000-0000-0000-000000000000
            cursor | /api/command-log?cursor=-0001-01-01T00:00:00Z_00000000-0000-0000-0000-000000000000_1
            from   | /api/analytics?from=-0001-01-01T00:00:00Z
            to     | /api/analytics?to=-1000000000-01-01T00:00:00Z
            """)
    void a_time_that_no_operation_can_have_is_refused(String field, String path) {
        gateway.viewer().get(path).blames(field);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            host  | /api/move-verdicts?host=H1&host=a%00b
            q     | /api/search?q=%00
            state | /api/reservations?state=%20
            state | /api/reservations?state=PLANNED,%20
            """)
    void a_text_that_no_column_can_have_is_refused_also_in_a_list(String field, String path) {
        gateway.viewer().get(path).blames(field);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            limit       | /api/operations?limit=0
            cursor      | /api/operations?cursor=x
            limit       | /api/command-log?limit=501
            cursor      | /api/command-log?cursor=x
            q           | /api/search
            q           | /api/search?q=
            limit       | /api/search?q=a&limit=0
            host        | /api/get-target-aggregate?target_type=spot
            target_type | /api/get-target-aggregate?host=H1&target_type=other
            name        | /api/openstack/server/status
            from        | /api/analytics?from=2020-01-02T00:00:00Z&to=2020-01-01T00:00:00Z
            """)
    void a_parameter_in_the_way_is_named_where_programs_look(String field, String path) {
        gateway.viewer().get(path).blames(field);
    }

    @Test
    void a_key_in_the_way_is_named_where_programs_look() {
        gateway.operator()
                .withKey("x".repeat(201))
                .post(EXECUTE, Gateway.moveOf("H1"))
                .blames("Idempotency-Key");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            %zz  | ?%zz=1
            host | ?host=%zz
            host | ?open=true&host=%
            host | ?host=%ff
            """)
    void a_query_that_cannot_be_decoded_is_refused(String field, String query) {
        var sent = gateway.raw("GET /api/operations" + query);

        sent.blames(field).says("percent");
    }

    @ParameterizedTest(name = "{0} {1} as {2}, wanting {3}: {4} {5}")
    @CsvSource({
        "GET, /api/no-such-thing, application/json, */*, 404, not-found",
        "POST, /api/operations, application/json, */*, 405, method-not-allowed",
        "POST, /api/execute-migration, text/plain, */*, 415, unsupported-media-type",
        "GET, /api/operations, application/json, image/png, 406, not-acceptable"
    })
    void whatever_is_refused_has_a_stable_type(
            String method, String path, String type, String wanted, int status, String problem) {
        gateway.operator()
                .with("Content-Type", type)
                .with("Accept", wanted)
                .send(method, path, method.equals("POST") ? "{}" : "")
                .isProblem(status, problem);
    }

    @Test
    void the_method_that_would_do_is_named() {
        assertThat(gateway.operator().post("/api/operations", "{}").is(405).header("Allow"))
                .contains("GET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/", "/api/operations", "/health", "/api/gpu-types"})
    void to_ask_for_the_head_alone_is_to_read(String path) {
        var answer = gateway.viewer().send("HEAD", path, "").is(200);

        assertThat(answer.text()).isEmpty();
    }

    @Test
    void to_ask_for_the_head_of_what_never_ends_comes_to_an_end() {
        assertThat(gateway.viewer().send("HEAD", "/api/events", "").is(200).header("Content-Type"))
                .startsWith("text/event-stream");
    }
}
