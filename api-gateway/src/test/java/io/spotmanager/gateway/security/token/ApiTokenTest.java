package io.spotmanager.gateway.security.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Person;
import io.spotmanager.gateway.fixture.Reply;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@GatewayTest
class ApiTokenTest {
    private static final String TOKENS = "/api/tokens";

    private final Gateway gateway;

    ApiTokenTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void a_token_lets_a_script_in_under_its_own_name() {
        var made = made("ci", "operator");

        var id = gateway.withToken(made.field("token"))
                .post("/api/execute-migration", Gateway.moveOf("H1"))
                .is(202)
                .id();

        var me = gateway.withToken(made.field("token")).get("/api/me").is(200);
        assertThat(me.field("name")).isEqualTo("token:ci");
        assertThat(me.field("role")).isEqualTo("OPERATOR");
        assertThat(gateway.viewer().get("/api/operations/" + id).field("requested_by"))
                .isEqualTo("token:ci");
        assertThat(me.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("spot_session"));
    }

    @Test
    void a_token_has_the_rights_of_its_role_and_no_more() {
        var token = made("watch", "viewer").field("token");

        gateway.withToken(token).get("/api/operations").is(200);
        gateway.withToken(token)
                .post("/api/execute-migration", Gateway.moveOf("H1"))
                .isProblem(403, "not-allowed");
    }

    @Test
    void a_token_makes_no_tokens() {
        var admin = made("root", "admin").field("token");

        gateway.withToken(admin).get("/api/audit/verification").is(200);
        gateway.withToken(admin).post(TOKENS, body("next", "viewer")).isProblem(403, "not-allowed");
        gateway.withToken(admin).get(TOKENS).isProblem(403, "not-allowed");
    }

    @Test
    void a_token_is_shown_once_and_kept_nowhere() {
        var token = made("ci", "viewer").field("token");

        assertThat(token).matches("spot_[A-Za-z0-9_-]{43}");
        assertThat(gateway.admin().get(TOKENS).is(200).text()).doesNotContain(token);
        assertThat(gateway.jdbc()
                        .sql("select row_to_json(t)::text from api_token t")
                        .query(String.class)
                        .single())
                .doesNotContain(token)
                .doesNotContain(token.substring(5));
    }

    @Test
    void the_list_tells_who_made_each_and_whether_it_is_in_use() {
        var made = made("ci", "viewer");
        assertThat(only().has("last_used_at")).isFalse();

        gateway.withToken(made.field("token")).get("/api/operations").is(200);

        var token = only();
        assertThat(token.path("name").asString()).isEqualTo("ci");
        assertThat(token.path("role").asString()).isEqualTo("VIEWER");
        assertThat(token.path("created").path("by").asString()).isEqualTo("admin");
        assertThat(token.has("last_used_at")).isTrue();
        assertThat(token.has("revoked")).isFalse();
    }

    @Test
    void a_revoked_token_lets_nobody_in_and_stays_on_record() {
        var made = made("ci", "viewer");

        gateway.admin().send("DELETE", TOKENS + "/" + made.id(), "").is(204);

        gateway.withToken(made.field("token")).get("/api/operations").isProblem(401, "not-logged-in");
        assertThat(only().path("revoked").path("by").asString()).isEqualTo("admin");
        gateway.admin().send("DELETE", TOKENS + "/" + made.id(), "").isProblem(404, "not-found");
        made("ci", "viewer");
    }

    @Test
    void a_token_expires() {
        var made = made("ci", "viewer");
        assertThat(Duration.between(Instant.now(), Instant.parse(made.field("expires_at"))))
                .isBetween(Duration.ofDays(89), Duration.ofDays(90));

        gateway.tamper("update api_token set expires_at = now()");

        gateway.withToken(made.field("token")).get("/api/operations").isProblem(401, "not-logged-in");
    }

    @Test
    void a_token_of_an_address_lets_nobody_in_from_elsewhere() {
        var elsewhere = made("far", "viewer", "\"10.0.0.0/8\", \"2001:db8::/32\"");
        var here = made("near", "viewer", "\"127.0.0.0/8\", \"::1\"");

        gateway.withToken(elsewhere.field("token")).get("/api/operations").isProblem(401, "not-logged-in");
        gateway.withToken(here.field("token")).get("/api/operations").is(200);
        assertThat(gateway.admin().get(TOKENS).json().at("/items/1/addresses").toString())
                .isEqualTo("[\"10.0.0.0/8\",\"2001:db8::/32\"]");
    }

    private Reply made(String name, String role, String addresses) {
        return gateway.admin()
                .post(
                        TOKENS,
                        "{\"name\": \"%s\", \"role\": \"%s\", \"addresses\": [%s]}".formatted(name, role, addresses))
                .is(201);
    }

    @Test
    void two_tokens_that_are_good_do_not_share_a_name() {
        made("ci", "viewer");

        gateway.admin()
                .post(TOKENS, body("ci", "admin"))
                .isProblem(409, "token-exists")
                .says("revoke it first");
    }

    @Test
    void an_admin_with_a_session_makes_them_too() {
        var browser = gateway.browser();
        browser.logIn("admin", Person.ADMIN.password());
        browser.get("/api/me").is(200);

        browser.withoutToken().post(TOKENS, body("ci", "viewer")).isProblem(403, "not-allowed");
        browser.withToken().post(TOKENS, body("ci", "viewer")).is(201);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            name            | {"role": "viewer"}
            name            | {"name": "a b", "role": "viewer"}
            role            | {"name": "ci"}
            role            | {"name": "ci", "role": "root"}
            expires_in_days | {"name": "ci", "role": "viewer", "expires_in_days": 0}
            expires_in_days | {"name": "ci", "role": "viewer", "expires_in_days": 367}
            addresses       | {"name": "ci", "role": "viewer", "addresses": []}
            addresses       | {"name": "ci", "role": "viewer", "addresses": ["here"]}
            addresses       | {"name": "ci", "role": "viewer", "addresses": ["10.0.0.0/33"]}
            addresses       | {"name": "ci", "role": "viewer", "addresses": ["10.0.0.1,::/0"]}
            addresses       | {"name": "ci", "role": "viewer", "addresses": ["10.0.0"]}
            """)
    void what_is_wrong_is_named(String field, String body) {
        gateway.admin().post(TOKENS, body).blames(field);
    }

    private Reply made(String name, String role) {
        return gateway.admin().post(TOKENS, body(name, role)).is(201);
    }

    private JsonNode only() {
        var items = gateway.admin().get(TOKENS).is(200).json().path("items");
        assertThat(items).hasSize(1);
        return items.path(0);
    }

    private static String body(String name, String role) {
        return "{\"name\": \"%s\", \"role\": \"%s\"}".formatted(name, role);
    }
}
