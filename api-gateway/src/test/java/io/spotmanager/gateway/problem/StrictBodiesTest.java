package io.spotmanager.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that does not say exactly what an endpoint documents is refused, and the field is named. */
@GatewayTest
class StrictBodiesTest {
    private final Gateway gateway;

    StrictBodiesTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            role            | {"name": "ci", "role": 2}
            role            | {"name": "ci", "role": "2"}
            role            | {"name": "ci", "role": ""}
            role            | {"name": "ci", "role": true}
            role            | {"name": "ci", "role": ["admin"]}
            role            | {"name": "ci", "role": "viewer", "role": "admin"}
            name            | {"name": "a", "name": "ci", "role": "viewer"}
            name            | {"name": 5, "role": "viewer"}
            name            | {"name": true, "role": "viewer"}
            name            | {"name": ["ci"], "role": "viewer"}
            name            | {"name": {"a": 1}, "role": "viewer"}
            name            | {"name": "c\\u0000i", "role": "viewer"}
            name            | {"name": "c\\ud800i", "role": "viewer"}
            name            | {"name": "c\\udc00", "role": "viewer"}
            expires_in_days | {"name": "ci", "role": "viewer", "expires_in_days": "5"}
            expires_in_days | {"name": "ci", "role": "viewer", "expires_in_days": 1.9}
            expires_in_days | {"name": "ci", "role": "viewer", "expires_in_days": true}
            expires_in_days | {"name": "ci", "role": "viewer", "expires_in_days": ""}
            expires_in_days | {"name": "ci", "role": "viewer", "expires_in_days": 99999999999}
            expiresInDays   | {"name": "ci", "role": "viewer", "expiresInDays": 5}
            admin           | {"name": "ci", "role": "viewer", "admin": true}
            """)
    void no_token_is_made_of_what_is_not_meant(String field, String body) {
        gateway.admin().post("/api/tokens", body).blames(field);

        assertThat(gateway.admin().get("/api/tokens").each("name")).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            reason           | "reason": "a\\u0000b"
            reason           | "reason": "a\\udfffb"
            reason           | "reason": 5
            reason           | "reason": "a", "reason": "b"
            host             | "host": "H2"
            batch_id         | "batch_id": 17
            acknowledge      | "acknowledge": [0]
            acknowledge      | "acknowledge": ["0"]
            acknowledge      | "acknowledge": ["running_vms", 1.0]
            acknowledge      | "acknowledge": "running_vms"
            sourceAggregate  | "sourceAggregate": "a"
            keep_on_failure  | "keep_on_failure": true
            """)
    void no_move_is_made_of_what_is_not_meant(String field, String member) {
        gateway.operator()
                .post("/api/execute-migration", Gateway.move("H1", "L40-n3", "L40-n3-spot", ", " + member))
                .blames(field);

        assertThat(gateway.viewer().get("/api/operations").each("id")).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            keep_on_failure | "keep_on_failure": 1
            keep_on_failure | "keep_on_failure": "true"
            keep_on_failure | "keep_on_failure": ""
            image_id        | "image_id": "7"
            image_id        | "image_id": 7.5
            """)
    void no_launch_is_made_of_what_is_not_meant(String field, String member) {
        gateway.operator()
                .post("/api/execute-runpod-launch", Gateway.launchOn("H3", ", " + member))
                .blames(field);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            entered_at | "entered_at": 1700000000
            entered_at | "entered_at": "1700000000"
            entered_at | "entered_at": "yesterday"
            state      | "state": 1
            enteredAt  | "enteredAt": "2026-01-01T00:00:00Z"
            """)
    void no_action_is_taken_on_what_is_not_meant(String field, String member) {
        var move = gateway.acceptedMoveOf("H1");

        gateway.operator()
                .post("/api/operations/%s/cancel".formatted(move), "{\"reason\": \"because\", %s}".formatted(member))
                .blames(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "5", "\"text\"", "null", "", "{", "{} {}", "{'host': 1}", "host: H1", "<a/>"})
    void what_is_no_object_is_refused(String body) {
        gateway.operator().post("/api/execute-migration", body).is(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-28T02:00:00Z", "2026-11-28T02:00:00.123456Z", "2026-11-28T04:00:00+02:00"})
    void a_time_may_be_written_as_the_gateway_or_others_write_it(String time) {
        var move = gateway.acceptedMoveOf("H1");

        gateway.operator()
                .post("/api/operations/%s/cancel".formatted(move), """
                        {"reason": "because", "entered_at": "%s"}""".formatted(time))
                .isProblem(409, "operation-moved-on");
    }
}
