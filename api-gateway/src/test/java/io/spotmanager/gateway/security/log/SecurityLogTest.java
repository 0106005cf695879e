package io.spotmanager.gateway.security.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Person;
import io.spotmanager.gateway.fixture.Surroundings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;

/** On a gateway of its own: what happened to others within a minute or an hour is counted together with what happens here. */
@GatewayTest
class SecurityLogTest {
    private static final String LOG = "/api/security-log";
    private static ConfigurableApplicationContext own;

    private final Gateway gateway;

    SecurityLogTest() {
        this.gateway = Gateway.of(own);
    }

    @BeforeAll
    static void startOne() {
        own = Surroundings.anotherGateway(Map.of());
    }

    @AfterAll
    static void stopIt() {
        own.close();
    }

    @Test
    void a_log_in_and_a_log_out_are_recorded_with_name_address_and_request() {
        var browser = gateway.browser();
        browser.logIn("operator", Person.OPERATOR.password()).is(302);
        browser.get("/api/me").is(200);
        browser.withToken().send("POST", "/logout", "").is(204);

        var entries = entries("actor=operator");
        assertThat(entries)
                .extracting(entry -> entry.path("event").asString())
                .containsExactly("LOGGED_OUT", "LOGGED_IN");
        assertThat(entries.getLast().path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(entries.getLast().path("request_id").asString()).isNotEmpty();
        assertThat(entries.getLast().path("outcome").asString()).isEqualTo("DONE");
    }

    @Test
    void a_script_is_recorded_once_an_hour_and_not_with_each_request() {
        var bob = gateway.admin()
                .post("/api/people", "{\"name\": \"bob-the-script\", \"role\": \"viewer\"}")
                .field("password");
        for (var times = 0; times < 5; times++) {
            gateway.as("bob-the-script", bob).get("/api/operations").is(403);
        }

        assertThat(entries("event=LOGGED_IN&actor=bob-the-script")).hasSize(1);
    }

    @Test
    void wrong_passwords_of_one_address_become_two_entries_with_their_number() {
        for (var times = 0; times < 7; times++) {
            gateway.as("nobody" + times, "wrong").get("/api/operations").is(401);
        }

        var entries = entries("event=LOG_IN_FAILED");
        assertThat(entries).extracting(entry -> entry.path("times").asInt()).contains(1);
        assertThat(entries.stream()
                        .mapToInt(entry -> entry.path("times").asInt())
                        .sum())
                .isEqualTo(7);
        assertThat(entries).hasSizeLessThanOrEqualTo(4); // a minute may end in between
        assertThat(entries.toString()).contains("nobody0").doesNotContain("wrong");
    }

    @Test
    void a_token_that_nobody_knows_and_a_refusal_are_recorded() {
        gateway.withToken("spot_nothing").get("/api/operations").is(401);
        gateway.viewer().post("/api/execute-migration", Gateway.moveOf("H1")).is(403);

        assertThat(entries("event=LOG_IN_FAILED")).hasSize(1);
        var refused = entries("event=REFUSED").getFirst();
        assertThat(refused.path("actor").asString()).isEqualTo("viewer");
        assertThat(refused.at("/detail/tried/0").asString()).isEqualTo("POST /api/execute-migration");
    }

    @Test
    void a_request_without_the_token_of_its_session_or_from_another_site_is_recorded() {
        var browser = gateway.browser();
        browser.logIn("operator", Person.OPERATOR.password()).is(302);
        browser.withoutToken()
                .post("/api/execute-migration", Gateway.moveOf("H1"))
                .is(403);
        gateway.operator()
                .with("Sec-Fetch-Site", "cross-site")
                .post("/api/execute-migration", Gateway.moveOf("H1"))
                .is(403);

        var forged = entries("event=FORGED");
        assertThat(forged).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.at("/detail/tried/0").asString()).isEqualTo("POST /api/execute-migration");
            assertThat(entry.path("outcome").asString()).isEqualTo("REFUSED");
        });
        assertThat(forged.stream().map(entry -> entry.path("actor").asString("")))
                .contains("operator");
    }

    @Test
    void what_cannot_be_read_or_is_never_valid_is_recorded_wherever_that_was_found() {
        gateway.raw("GET /api/operations?host=%zz").blames("host");
        gateway.raw("GET /api/%2e%2e/operations");
        gateway.raw("GET /api/operations\u0001");
        gateway.operator().post("/api/execute-migration", "{not json").is(400);
        gateway.operator().post("/api/execute-migration", "{}").is(400);
        gateway.operator()
                .with("Content-Type", "text/plain")
                .send("POST", "/api/execute-migration", "x")
                .is(415);

        await().untilAsserted(() -> assertThat(entries("event=MALFORMED").stream()
                        .mapToInt(entry -> entry.path("times").asInt())
                        .sum())
                .isEqualTo(6));
        assertThat(entries("event=MALFORMED")).hasSizeLessThanOrEqualTo(7);
        assertThat(entries("event=MALFORMED").toString())
                .contains("400 GET /api/operations", "415 POST /api/execute-migration")
                .doesNotContain("not json", "%zz");
    }

    @Test
    void what_is_done_to_tokens_and_people_is_recorded() {
        var token = gateway.admin().post("/api/tokens", "{\"name\": \"ci\", \"role\": \"viewer\"}");
        gateway.withToken(token.field("token")).get("/api/operations").is(200);
        gateway.admin().send("DELETE", "/api/tokens/" + token.id(), "").is(204);
        gateway.admin()
                .post("/api/people", "{\"name\": \"anna\", \"role\": \"viewer\"}")
                .is(201);
        gateway.admin()
                .post("/api/people/anna/role", "{\"role\": \"operator\"}")
                .is(200);
        gateway.admin().post("/api/people/anna/disable", "").is(200);
        gateway.admin().post("/api/people/anna/enable", "").is(200);

        assertThat(entries("").stream().map(entry -> entry.path("event").asString()))
                .containsSubsequence(
                        "PERSON_ENABLED",
                        "PERSON_DISABLED",
                        "PERSON_CHANGED",
                        "PERSON_ADDED",
                        "TOKEN_REVOKED",
                        "TOKEN_USED",
                        "TOKEN_MADE");
        assertThat(entries("event=PERSON_CHANGED").getFirst().path("detail").toString())
                .contains("\"before\":\"VIEWER\"", "\"role\":\"OPERATOR\"");
        assertThat(entries("event=TOKEN_USED").getFirst().at("/detail/owner").asString())
                .isEqualTo("admin");
    }

    @Test
    void a_change_that_cannot_be_recorded_is_not_made() {
        gateway.jdbc()
                .sql(
                        "alter table security_entry add constraint nothing check (event not in ('PERSON_ADDED', 'TOKEN_MADE')) not valid")
                .update();
        try {
            assertThat(gateway.admin()
                            .post("/api/people", "{\"name\": \"anna\", \"role\": \"viewer\"}")
                            .status())
                    .isGreaterThanOrEqualTo(500);
            assertThat(gateway.admin()
                            .post("/api/tokens", "{\"name\": \"ci\", \"role\": \"viewer\"}")
                            .status())
                    .isGreaterThanOrEqualTo(500);
        } finally {
            gateway.jdbc()
                    .sql("alter table security_entry drop constraint nothing")
                    .update();
        }

        assertThat(gateway.admin().get("/api/people").json().path("items")).isEmpty();
        assertThat(gateway.admin().get("/api/tokens").json().path("items")).isEmpty();
    }

    @Test
    void exports_and_reads_of_vms_are_recorded() {
        gateway.admin().get("/api/audit/export").is(200);
        gateway.viewer().get("/api/operations.csv").is(200);
        gateway.admin().get(LOG + "/export").is(200);
        gateway.viewer().get("/api/host-vms/read-by-this-test");
        gateway.viewer().get("/api/host-vms/read-by-this-test");

        assertThat(entries("event=EXPORTED"))
                .extracting(entry -> entry.at("/detail/what").asString())
                .containsExactly("security log", "operations", "history");
        assertThat(entries("event=VMS_READ")).hasSize(1);
    }

    @Test
    void entries_are_never_changed_or_removed() {
        gateway.admin().get("/api/audit/export").is(200);

        for (var statement : List.of(
                "update security_entry set actor = 'nobody'",
                "delete from security_entry",
                "truncate security_entry")) {
            assertThatThrownBy(() -> gateway.jdbc().sql(statement).update())
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void verification_finds_what_was_changed_or_removed_past_the_triggers() {
        gateway.viewer().post("/api/execute-migration", Gateway.moveOf("H1")).is(403);
        gateway.admin().get("/api/audit/export").is(200);
        assertThat(report().path("whole").asBoolean()).isTrue();
        gateway.admin()
                .get("/api/audit/export")
                .is(200); // the last entry could be removed unseen, but for the checkpoints

        gateway.tamper("update security_entry set actor = 'somebody' where event = 'REFUSED'");
        assertThat(report().path("findings").toString()).contains("does not match its hash");

        gateway.tamper("delete from security_entry where event = 'REFUSED'");
        assertThat(report().path("findings").toString()).contains("should be");
    }

    @Test
    void the_list_has_pages_and_names_what_is_wrong_in_a_filter() {
        for (var host : List.of("page-1", "page-2", "page-3")) {
            gateway.admin().get("/api/host-vms/" + host);
        }

        var first = gateway.admin().get(LOG + "?event=VMS_READ&limit=2").is(200).json();
        var second = gateway.admin()
                .get(LOG + "?event=VMS_READ&limit=2&cursor="
                        + first.path("next_cursor").asString())
                .is(200)
                .json();

        assertThat(first.path("items")).hasSize(2);
        assertThat(second.path("items")).hasSize(1);
        gateway.admin().get(LOG + "?event=NOTHING").blames("event");
        gateway.admin().get(LOG + "?limit=0").blames("limit");
        gateway.admin().get(LOG + "?cursor=x").blames("cursor");
    }

    private JsonNode report() {
        return gateway.admin().get(LOG + "/verification").is(200).json();
    }

    /** Newest first, without what this test's own reading leaves. */
    private List<JsonNode> entries(String filter) {
        return gateway.admin()
                .get(LOG + "?" + filter)
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .toList();
    }
}
