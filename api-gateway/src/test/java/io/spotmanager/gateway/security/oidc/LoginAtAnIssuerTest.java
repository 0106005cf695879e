package io.spotmanager.gateway.security.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Person;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person logs in at a real issuer. */
@GatewayTest
class LoginAtAnIssuerTest extends IssuerTestCase {
    @Test
    void the_person_gets_the_role_of_the_groups_and_the_history_has_the_name() {
        knows("anna", "everybody", "gpu-operators");
        var browser = company.browser();

        logsIn(browser, "anna").is(200).says("url=/board");

        browser.get("/api/me").is(200).says("\"name\":\"anna\"", "\"role\":\"OPERATOR\"");
        var move = browser.withToken()
                .post("/api/execute-migration", Gateway.moveOf("H1"))
                .is(202)
                .id();
        assertThat(company.viewer().get("/api/operations/" + move).field("requested_by"))
                .isEqualTo("anna");
        assertThat(company.admin().get("/api/people").text()).contains("\"issuer\":\"" + issuer.address());
        assertThat(company.as(Person.AUDITOR)
                        .get("/api/security-log?actor=anna")
                        .each("event"))
                .contains("PERSON_ADDED", "LOGGED_IN");
    }

    @Test
    void the_browser_is_sent_there_with_a_proof_key_a_state_and_a_nonce() {
        var browser = company.browser();

        var address = begins(browser, "company", "");

        assertThat(address.getQuery())
                .contains("response_type=code", "code_challenge_method=S256", "code_challenge=", "state=", "nonce=")
                .contains("redirect_uri=" + company.url() + "/login/oauth2/code/company")
                .doesNotContain(RealIssuer.SECRET);
        var cookie = browser.cookie("spot_login").orElseThrow();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getMaxAge()).isBetween(1L, 900L);
    }

    @Test
    void a_log_in_that_is_only_begun_leaves_no_session() {
        var browser = company.browser();

        begins(browser, "company", "");

        assertThat(browser.cookie("spot_session")).isEmpty();
        assertThat(company.jdbc()
                        .sql("select count(*) from web_session")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void the_page_that_was_wanted_is_opened() {
        knows("anna", "everybody");
        var browser = company.browser();

        comesBack(browser, visits(begins(browser, "company", "?next=/operations?state=FAILED%26a=1"), "anna"))
                .is(200)
                .says("url=/operations?state=FAILED&amp;a=1");
        assertThat(browser.cookie("spot_login")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example",
                "javascript:alert(1)",
                "/\r\nX: y",
                ""
            })
    void no_other_site_is_opened(String next) {
        knows("anna", "everybody");
        var browser = company.browser();
        var query = "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);

        comesBack(browser, visits(begins(browser, "company", query), "anna"))
                .is(200)
                .says("url=/board");
    }

    @Test
    void without_a_group_that_has_a_role_nobody_gets_in_and_nothing_is_kept() {
        knows("anna", "cooks");
        var browser = company.browser();

        isRefused(logsIn(browser, "anna"), "no_role");

        browser.get("/api/me").is(401);
        assertThat(people()).isEmpty();
        assertThat(company.anonymous()
                        .get("/api/login-options")
                        .is(200)
                        .json()
                        .at("/refusals/no_role")
                        .asString())
                .contains("none of your groups has a role here");
    }

    @Test
    void the_role_is_that_of_the_last_log_in_in_all_sessions() {
        knows("anna", "gpu-operators");
        var first = company.browser();
        logsIn(first, "anna").is(200);

        knows("anna", "everybody");
        logsIn(company.browser(), "anna").is(200);

        first.get("/api/me").is(200).says("\"role\":\"VIEWER\"");
        assertThat(company.as(Person.AUDITOR)
                        .get("/api/security-log?actor=anna")
                        .each("event"))
                .contains("PERSON_CHANGED");
    }

    @Test
    void a_disabled_person_is_out_and_stays_out() {
        knows("anna", "gpu-operators");
        var browser = company.browser();
        logsIn(browser, "anna").is(200);

        company.admin().post("/api/people/anna/disable", "{}").is(200);

        browser.get("/api/me").is(401);
        isRefused(logsIn(company.browser(), "anna"), "disabled");
    }

    @Test
    void the_name_of_a_person_with_a_password_here_is_not_taken() {
        company.admin().post("/api/people", """
                        {"name": "anna", "role": "admin"}""").is(201);
        knows("anna", "everybody");

        isRefused(logsIn(company.browser(), "anna"), "name_taken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "ADMIN", "service"})
    void names_with_a_meaning_here_are_not_taken(String name) {
        knows(name, "gpu-admins");

        isRefused(logsIn(company.browser(), name), "name_taken");
    }

    @Test
    void two_people_of_one_name_there_are_not_one_here() {
        knows("anna", "gpu-operators");
        logsIn(company.browser(), "anna").is(200);

        knowsAs("anna2", "anna", "everybody");

        isRefused(logsIn(company.browser(), "anna2"), "name_taken");
    }

    @Test
    void a_person_who_is_renamed_there_stays_who_it_is_here() {
        knows("anna", "everybody");
        logsIn(company.browser(), "anna").is(200);

        knowsAs("anna", "anna.smith", "everybody");
        var browser = company.browser();
        logsIn(browser, "anna").is(200);

        browser.get("/api/me").says("\"name\":\"anna\"");
        assertThat(people()).containsExactly("anna");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "Müller", "token:x", "../etc"})
    void what_cannot_stand_in_the_history_is_no_name(String name) {
        knowsAs("anna", name, "everybody");

        isRefused(logsIn(company.browser(), "anna"), "no_name");
    }

    @Test
    void no_password_lets_in_a_person_of_an_issuer() {
        knows("anna", "everybody");
        logsIn(company.browser(), "anna").is(200);

        company.as("anna", "anna").get("/api/me").is(401);
        company.admin().post("/api/people/anna/reset-password", "{}").isProblem(409, "person-of-issuer");
        company.admin().post("/api/people/anna/role", """
                        {"role": "admin"}""").isProblem(409, "person-of-issuer");
    }

    @Test
    void an_answer_is_taken_once() {
        knows("anna", "everybody");
        var browser = company.browser();
        var back = visits(begins(browser, "company", ""), "anna");
        comesBack(browser, back).is(200);

        isRefused(comesBack(browser, back), "begin_again");
    }

    @Test
    void the_answer_of_another_browser_is_not_taken() {
        knows("anna", "everybody");
        var back = visits(begins(company.browser(), "company", ""), "anna");
        var victim = company.browser();

        isRefused(comesBack(victim, back), "begin_again");

        begins(victim, "company", ""); // has begun one of its own
        isRefused(comesBack(victim, back), "begin_again");
        victim.get("/api/me").is(401);
    }

    @Test
    void what_was_begun_with_one_issuer_is_not_ended_by_another() {
        knows("anna", "everybody");
        var browser = company.browser();
        var back = visits(begins(browser, "company", ""), "anna");

        isRefused(browser.get("/login/oauth2/code/away?" + back.getRawQuery()), "begin_again");

        browser.get("/api/me").is(401);
    }

    @Test
    void no_table_keeps_a_token_of_the_issuer() {
        knows("anna", "everybody");
        logsIn(company.browser(), "anna").is(200);

        assertThat(company.jdbc()
                        .sql(
                                "select attribute_name || '=' || convert_from(attribute_bytes, 'UTF8') from web_session_attributes")
                        .query(String.class)
                        .list())
                .contains("issuer=" + issuer.address())
                .noneMatch(attribute -> attribute.contains("eyJ"));
    }

    @Test
    void who_cancels_there_is_told_so() {
        var browser = company.browser();
        var begun = begins(browser, "company", "");
        var state = begun.getRawQuery().replaceFirst(".*[?&]?state=([^&]*).*", "$1");

        isRefused(
                comesBack(browser, URI.create("http://x/login/oauth2/code/company?error=access_denied&state=" + state)),
                "declined");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonce", "aud", "iss", "exp", "iat"})
    void a_token_that_is_not_right_lets_nobody_in(String claim) {
        knows("anna", "gpu-admins");
        issuer.lies(claims -> claims.put(
                claim,
                switch (claim) {
                    case "exp" -> Instant.now().minusSeconds(120);
                    case "iat" -> Instant.now().plusSeconds(120);
                    case "iss" -> "http://127.0.0.1:2";
                    case "aud" -> List.of("another-client");
                    default -> "another";
                }));
        var browser = company.browser();

        assertThat(logsIn(browser, "anna").is(302).header("Location")).contains("/login?refused=");
        browser.get("/api/me").is(401);
        assertThat(people()).isEmpty();
    }

    @Test
    void a_clock_may_differ_by_less_than_a_minute() {
        knows("anna", "everybody");
        issuer.lies(claims -> claims.put("iat", Instant.now().plusSeconds(40))); // ahead
        logsIn(company.browser(), "anna").is(200);

        issuer.lies(claims -> {
            claims.put("iat", Instant.now().minusSeconds(330)); // behind
            claims.put("exp", Instant.now().minusSeconds(30));
        });
        logsIn(company.browser(), "anna").is(200);
    }

    @Test
    void an_issuer_that_is_away_stops_nobody_else() {
        isRefused(company.browser().get("/oauth2/authorization/away"), "issuer_away");

        knows("anna", "everybody");
        logsIn(company.browser(), "anna").is(200);
        company.browser().logIn("operator", Person.OPERATOR.password()).is(302);
    }

    @Test
    void an_issuer_that_nobody_knows_is_not_there() {
        var browser = company.browser();

        assertThat(browser.get("/oauth2/authorization/nobody").is(302).header("Location"))
                .contains("/login?next=");
        assertThat(company.anonymous()
                        .get("/api/login-options")
                        .json()
                        .path("issuers")
                        .valueStream()
                        .map(option -> option.path("path").asString()))
                .containsExactly("/oauth2/authorization/away", "/oauth2/authorization/company");
    }

    @Test
    void a_cookie_that_is_not_ours_is_told_to_begin_again() {
        knows("anna", "everybody");
        var back = visits(begins(company.browser(), "company", ""), "anna");
        var path = back.getRawPath() + "?" + back.getRawQuery();

        for (var cookie : new String[] {"x", "e30", "bnVsbA", "W10", "eyJpc3N1ZXIiOm51bGx9"}) {
            isRefused(company.anonymous().with("Cookie", "spot_login=" + cookie).get(path), "begin_again");
        }
    }

    @Test
    void logging_out_ends_the_session_here() {
        knows("anna", "everybody");
        var browser = company.browser();
        logsIn(browser, "anna").is(200);
        browser.get("/api/me").is(200);

        browser.withToken().send("POST", "/logout", "").is(204);

        browser.get("/api/me").is(401);
    }
}
