package io.spotmanager.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class UnknownParametersTest {
    private final Gateway gateway;

    UnknownParametersTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            /api/operations?hots=H1                                   | hots          | [batch_id, cursor, from, host, kind, limit, open, pool, q, state, to, user]
            /api/operations?host=H1&Host=H1                           | Host          | known are [batch_id,
            /api/operations?batchId=monday                            | batchId       | known are [batch_id,
            /api/operations?filter                                    | filter        | known are [batch_id,
            /api/operations?%68ots%3D=H1                              | hots=         | known are [batch_id,
            /api/command-log?operation=1                              | operation     | known are [cursor, host, limit]
            /api/get-target-aggregate?host=H1&target_type=spot&kind=x | kind          | known are [host, target_type, variant]
            /api/me?verbose=true                                      | verbose       | known are []
            """)
    void a_parameter_that_nobody_declared_is_named_with_those_there_are(String path, String field, String message) {
        gateway.viewer().get(path).blames(field).says(message);
    }

    @Test
    void all_of_them_are_named_at_once() {
        var errors = gateway.viewer()
                .get("/api/operations?a=1&b=2&host=H1")
                .isProblem(400, "invalid-request")
                .json()
                .path("errors");

        assertThat(errors.valueStream().map(error -> error.path("field").asString()))
                .containsExactlyInAnyOrder("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host=H1&host=H2", "host=H1&open=true&%68ost=H1", "limit=1&limit=1"})
    void one_that_is_sent_twice_is_refused(String query) {
        gateway.viewer()
                .get("/api/operations?" + query)
                .blames(query.startsWith("limit") ? "limit" : "host")
                .says("must be sent once");
    }

    @Test
    void a_command_takes_none() {
        gateway.operator()
                .post("/api/execute-migration?dry_run=true", Gateway.moveOf("H1"))
                .blames("dry_run");
        assertThat(gateway.viewer().get("/api/operations").each("id")).isEmpty();
    }

    @Test
    void who_may_not_ask_at_all_is_told_that_first() {
        gateway.anonymous().get("/api/operations?hots=H1").isProblem(401, "not-logged-in");
    }
}
