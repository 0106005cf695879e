package io.spotmanager.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Browser;
import io.spotmanager.gateway.fixture.Caller;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class LoginTest {
    private static final String EXECUTE = "/api/execute-migration";

    private final Gateway gateway;

    LoginTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @ParameterizedTest(name = "\"{0}\" with \"{1}\"")
    @CsvSource({"operator, wrong", "operator, ''", "nobody, pw-of-operator-4711", "'', ''"})
    void wrong_credentials_are_told_what_to_send(String user, String password) {
        var reply = gateway.as(user, password).get("/api/operations").isProblem(401, "not-logged-in");

        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Basic realm=\"Spot Manager\"");
        assertThat(reply.detail()).contains("Send HTTP basic credentials");
    }

    @Test
    void a_name_in_another_case_is_the_same_user() {
        var id = gateway.as("OPERATOR", Person.OPERATOR.password())
                .post(EXECUTE, Gateway.moveOf("H1"))
                .is(202)
                .id();

        assertThat(gateway.viewer().get("/api/operations/" + id).field("requested_by"))
                .isEqualTo("operator");
    }

    @Test
    void a_script_that_forgot_its_credentials_is_told_so_whatever_it_sends() {
        assertThat(gateway.anonymous()
                        .post(EXECUTE, Gateway.moveOf("H1"))
                        .isProblem(401, "not-logged-in")
                        .header("WWW-Authenticate"))
                .isEqualTo("Basic realm=\"Spot Manager\"");
    }

    @Test
    void a_wrong_password_stays_wrong_after_a_right_one() {
        gateway.operator().get("/api/operations").is(200);
        gateway.as("operator", "wrong").get("/api/operations").is(401);
        gateway.operator().get("/api/operations").is(200);
        gateway.as("viewer", Person.OPERATOR.password()).get("/api/operations").is(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !!!", "Basic b3BlcmF0b3I=", "Bearer abc", "Digest username=\"operator\""})
    void credentials_that_cannot_be_read_let_nobody_in(String header) {
        gateway.anonymous().with("Authorization", header).get("/api/operations").is(401);
    }

    @Test
    void basic_credentials_need_no_token_and_leave_no_session() {
        var reply = gateway.operator().post(EXECUTE, Gateway.moveOf("H1")).is(202);

        assertThat(reply.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("spot_session"));
    }

    @Test
    void a_person_logs_in_at_the_login_page() {
        var browser = gateway.browser();

        var reply = browser.logIn("operator", Person.OPERATOR.password()).is(302);

        assertThat(reply.header("Location")).doesNotContain("error");
        browser.get("/api/operations").is(200);
    }

    @Test
    void a_wrong_password_at_the_login_page_lets_nobody_in() {
        var browser = gateway.browser();

        assertThat(browser.logIn("operator", "wrong").is(302).header("Location"))
                .endsWith("/login?error");
        browser.get("/api/operations").is(401);
    }

    @Test
    void a_session_alone_commands_nothing() {
        var browser = gateway.browser();
        browser.logIn("operator", Person.OPERATOR.password());

        browser.withoutToken()
                .post(EXECUTE, Gateway.moveOf("H1"))
                .isProblem(403, "not-allowed")
                .says("send the header and token that GET /api/me names under csrf");
        assertThat(gateway.viewer().get("/api/operations").each("id")).isEmpty();
    }

    @Test
    void a_session_with_a_token_of_ones_own_making_commands_nothing() {
        var browser = gateway.browser();
        browser.logIn("operator", Person.OPERATOR.password());

        browser.withoutToken()
                .with("X-CSRF-TOKEN", "00000000-0000-0000-0000-000000000000")
                .post(EXECUTE, Gateway.moveOf("H1"))
                .isProblem(403, "not-allowed");
    }

    @Test
    void a_session_with_its_token_commands() {
        var browser = gateway.browser();
        browser.logIn("operator", Person.OPERATOR.password());
        browser.get("/api/operations").is(200);

        browser.withToken().post(EXECUTE, Gateway.moveOf("H1")).is(202);
    }

    @Test
    void a_session_has_the_rights_of_its_user() {
        var browser = gateway.browser();
        browser.logIn("viewer", Person.VIEWER.password());
        browser.get("/api/operations").is(200);

        browser.withToken()
                .post(EXECUTE, Gateway.moveOf("H1"))
                .isProblem(403, "not-allowed")
                .says("Your role does not allow it");
    }

    @Test
    void a_session_ends_with_the_logout() {
        var browser = gateway.browser();
        browser.logIn("operator", Person.OPERATOR.password());
        browser.get("/api/operations").is(200);

        browser.withToken().send("POST", "/logout", "").is(204);

        browser.get("/api/operations").is(401);
    }

    @Test
    void who_only_looks_gets_no_session() {
        var browser = gateway.browser();
        browser.withoutToken().with("Accept", "text/html").get("/").is(302);
        browser.get("/login").is(200);
        browser.logIn("operator", "wrong");

        assertThat(browser.cookie("spot_session")).isEmpty();
        assertThat(sessions()).isZero();
    }

    @Test
    void a_visitor_is_sent_to_the_login_page_with_the_way_back() {
        var reply = gateway.anonymous()
                .with("Accept", "text/html")
                .get("/board/L40?q=CA1&empty=hide")
                .is(302);

        assertThat(reply.header("Location")).endsWith("/login?next=%2Fboard%2FL40%3Fq%3DCA1%26empty%3Dhide");
    }

    @Test
    void a_session_from_before_the_login_is_not_the_one_after_it() {
        var browser = gateway.browser();
        browser.logIn("viewer", Person.VIEWER.password());
        var before = browser.cookie("spot_session").orElseThrow().getValue();

        browser.logIn("operator", Person.OPERATOR.password());

        assertThat(browser.cookie("spot_session").orElseThrow().getValue()).isNotEqualTo(before);
        gateway.anonymous()
                .with("Cookie", "spot_session=" + before)
                .get("/api/operations")
                .is(401);
    }

    @Test
    void a_session_id_of_ones_own_making_is_not_taken() {
        var planted = "MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw";
        var page = gateway.anonymous().with("Cookie", "spot_session=" + planted).get("/login");
        var csrf = Browser.cookie(page, "XSRF-TOKEN");

        var login = gateway.anonymous()
                .with("Cookie", "spot_session=%s; XSRF-TOKEN=%s".formatted(planted, csrf))
                .with("X-CSRF-TOKEN", csrf)
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", "/login", "username=operator&password=" + Person.OPERATOR.password())
                .is(302);

        assertThat(Browser.cookie(login, "spot_session")).isNotEmpty().isNotEqualTo(planted);
    }

    @Test
    void the_session_cookie_is_for_this_site_and_for_no_script() {
        assertThat(cookieOfALogin(gateway.anonymous())).contains("HttpOnly", "SameSite=Strict");
    }

    private static String cookieOfALogin(Caller caller) {
        var csrf = Browser.cookie(caller.get("/login"), "XSRF-TOKEN");
        return caller
                .with("Cookie", "XSRF-TOKEN=" + csrf)
                .with("X-CSRF-TOKEN", csrf)
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", "/login", "username=operator&password=" + Person.OPERATOR.password())
                .headers()
                .allValues("Set-Cookie")
                .stream()
                .filter(each -> each.startsWith("spot_session"))
                .findFirst()
                .orElseThrow();
    }

    private long sessions() {
        return gateway.jdbc()
                .sql("select count(*) from web_session")
                .query(Long.class)
                .single();
    }

    @Test
    void a_form_of_another_site_cannot_ride_on_basic_credentials_that_a_browser_remembers() {
        // Browsers send those along by themselves, but a plain form cannot send JSON.
        for (var type : new String[] {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"}) {
            gateway.operator()
                    .with("Content-Type", type)
                    .send("POST", EXECUTE, Gateway.moveOf("H1"))
                    .is(415);
        }
        assertThat(gateway.viewer().get("/api/operations").each("id")).isEmpty();
    }

    @Test
    void every_answer_forbids_what_a_page_of_ours_never_does() {
        for (var path : new String[] {"/health", "/login", "/api/operations", "/api/no-such-thing"}) {
            var headers = gateway.viewer().get(path).headers();

            assertThat(headers.firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                            .doesNotContain("unsafe", "*", "data:"));
            assertThat(headers.firstValue("Referrer-Policy")).as(path).contains("same-origin");
            assertThat(headers.firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
            assertThat(headers.firstValue("Cache-Control"))
                    .as(path)
                    .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        }
    }
}
