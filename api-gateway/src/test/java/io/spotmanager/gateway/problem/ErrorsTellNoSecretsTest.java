package io.spotmanager.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Person;
import io.spotmanager.gateway.fixture.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class ErrorsTellNoSecretsTest {
    /** Traces, class names, SQL, addresses of the database, and whatever only the inside needs to know. */
    private static final List<Pattern> INSIDE = List.of(
            Pattern.compile("Exception(?!\\.PlacementAPIConnectFailure)"),
            Pattern.compile("\\bat [a-z]+(\\.[a-z0-9]+)+\\.[A-Z]"),
            Pattern.compile("\\b(java|jakarta|tools|org|io)\\.[a-z]+\\."),
            Pattern.compile("(?i)\\b(select|insert|update|delete) .*\\b(from|into|set)\\b"),
            Pattern.compile("jdbc:|postgres|SQLState|hikari", Pattern.CASE_INSENSITIVE),
            Pattern.compile("\"trace\""));

    private final Gateway gateway;

    ErrorsTellNoSecretsTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @ParameterizedTest(name = "GET {1}: {0}")
    @CsvSource(delimiter = '|', textBlock = """
            400 | /api/operations?limit=x
            400 | /api/operations?limit=99999999999999999999
            400 | /api/operations?from=yesterday
            400 | /api/operations?open=perhaps
            400 | /api/operations?cursor=2026-01-01T00:00:00Z_x
            400 | /api/operations?sort=';select%201
            400 | /api/analytics?from=x
            400 | /api/operations.csv?from=x
            400 | /api/operations?host=a%00b
            400 | /api/operations?state=%00
            400 | /api/command-log?host=a%00b
            400 | /api/get-target-aggregate?host=a%00b&target_type=spot
            400 | /api/command-log?limit=x
            400 | /api/operations/x
            400 | /api/operations/%3Cscript%3E
            404 | /api/operations/00000000-0000-0000-0000-000000000000
            400 | /api/get-target-aggregate
            400 | /api/get-target-aggregate?host=H1&target_type=';select%201
            404 | /api/get-target-aggregate?host=';select%201&target_type=spot
            400 | /api/aggregates/';select%201
            404 | /api/aggregates/'%20or%201=1
            404 | /api/no-such-thing
            400 | /api/no-such-thing/%2e%2e/x
            """)
    void a_request_that_cannot_be_answered(int status, String path) {
        var reply = gateway.viewer().get(path).is(status);

        tellsNothingOfTheInside(reply);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nonsense",
                "[[[[",
                "null",
                "4711",
                "{\"host\": 1e999}",
                "{\"host\": [\"a\"]}",
                "{\"host\": {\"@class\": \"java.lang.Runtime\"}}",
                "{\"acknowledge\": [\"everything\"]}",
                "{\"acknowledge\": [[\"vms\"]]}",
                "{\"acknowledge\": {\"vms\": true}}",
                "{\"reason\": \"\u0001\"}",
                "{\"host\": \"a\", \"host\": \"b\"}"
            })
    void a_body_that_cannot_be_read(String body) {
        tellsNothingOfTheInside(
                gateway.operator().post("/api/execute-migration", body).isProblem(400, "invalid-request"));
    }

    @Test
    void a_body_that_is_nested_without_end() {
        var depths = "[".repeat(60_000);

        tellsNothingOfTheInside(gateway.operator()
                .post("/api/execute-migration", "{\"host\": " + depths)
                .isProblem(400, "invalid-request"));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "POST, /api/execute-migration, text/plain, 415",
        "POST, /api/execute-migration, application/xml, 415",
        "POST, /api/operations, application/json, 405",
        "POST, /api/no-such-thing, application/json, 404"
    })
    void a_way_to_ask_that_nobody_offers(String method, String path, String type, int status) {
        var reply = gateway.operator()
                .with("Content-Type", type)
                .send(method, path, "{}")
                .is(status);

        tellsNothingOfTheInside(reply);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void a_row_that_nobody_can_read_is_shown_without_what_cannot_be_read() {
        gateway.acceptedMoveOf("H1");
        gateway.tamper("update operation set actions = '{}'");

        var reply = gateway.viewer().get("/api/operations").is(200);

        tellsNothingOfTheInside(reply);
        var shown = reply.json().path("items").path(0);
        assertThat(shown.path("host").asString()).isEqualTo("H1");
        assertThat(shown.path("actions").toString())
                .as("what can be asked while no worker lives")
                .isEqualTo("[\"CANCEL\"]");
    }

    @Test
    void a_path_that_the_server_itself_refuses() {
        tellsNothingOfTheInside(gateway.viewer().get("/api/aggregates/a%00b").is(400));
    }

    @Test
    void a_table_that_is_gone() {
        gateway.tamper("alter table audit_entry rename to elsewhere");
        try {
            tellsNothingOfTheInside(gateway.viewer().get("/api/command-log"));
            tellsNothingOfTheInside(gateway.operator().post("/api/execute-migration", Gateway.moveOf("H1")));
        } finally {
            gateway.tamper("alter table elsewhere rename to audit_entry");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login?error", "/error", "/actuator/health", "/health"})
    void what_anybody_may_see(String path) {
        tellsNothingOfTheInside(gateway.anonymous().get(path));
    }

    private static void tellsNothingOfTheInside(Reply reply) {
        assertThat(INSIDE)
                .as(reply.text())
                .noneMatch(pattern -> pattern.matcher(reply.text()).find());
        assertThat(Arrays.stream(Person.values()).map(Person::password)).noneMatch(reply.text()::contains);
        assertThat(reply.text()).doesNotContain("simulator");
    }
}
