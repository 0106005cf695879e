package io.spotmanager.gateway.security.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Browser;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Person;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.MapSession;

/** What a session is worth to somebody else. */
@GatewayTest
class SessionSafetyTest {
    private static final String EXECUTE = "/api/execute-migration";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Gateway gateway;

    SessionSafetyTest(Gateway gateway) {
        this.gateway = gateway;
    }

    private Browser operator() {
        var browser = gateway.browser();
        browser.logIn("operator", Person.OPERATOR.password()).is(302);
        browser.get("/api/operations").is(200);
        return browser;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Digest x", "Basic !!!", "Foo bar", "x", "Basic b3BlcmF0b3I6d3Jvbmc=", "Bearer x"})
    void a_header_beside_a_session_replaces_no_token(String header) {
        var browser = operator();

        assertThat(browser.withoutToken()
                        .with("Authorization", header)
                        .post(EXECUTE, Gateway.moveOf("H1"))
                        .status())
                .isIn(401, 403);
        browser.withoutToken()
                .with("Authorization", Person.OPERATOR.basic())
                .post(EXECUTE, Gateway.moveOf("H1"))
                .is(403);
        assertThat(gateway.viewer().get("/api/operations").each("id")).isEmpty();
    }

    @Test
    void the_token_of_another_session_is_worth_nothing_even_with_its_cookie() {
        var own = operator();
        var other = operator();
        var planted = own.cookie("XSRF-TOKEN").orElseThrow().getValue();
        var session = other.cookie("spot_session").orElseThrow().getValue();
        var victim = gateway.anonymous().with("Cookie", "spot_session=%s; XSRF-TOKEN=%s".formatted(session, planted));

        victim.with("X-CSRF-TOKEN", planted).post(EXECUTE, Gateway.moveOf("H1")).is(403);

        var token = victim.get("/api/me").is(200).json().at("/csrf/token").asString();
        victim.with("X-CSRF-TOKEN", token).post(EXECUTE, Gateway.moveOf("H1")).is(202);
    }

    @Test
    void nothing_in_the_database_is_a_session_to_take_over() {
        var browser = operator();
        var cookie = browser.cookie("spot_session").orElseThrow().getValue();
        var stored = gateway.jdbc()
                .sql("select session_id from web_session")
                .query(String.class)
                .single();

        assertThat(gateway.jdbc()
                        .sql("select web_session::text from web_session")
                        .query(String.class)
                        .single())
                .doesNotContain(cookie);
        gateway.anonymous()
                .with("Cookie", "spot_session=" + stored)
                .get("/api/operations")
                .is(401);
        gateway.anonymous()
                .with("Cookie", "spot_session=" + cookie)
                .get("/api/operations")
                .is(200);
    }

    @Test
    void a_session_ends_twelve_hours_after_its_log_in_however_much_it_is_used() {
        var browser = operator();
        browser.get("/api/operations").is(200);

        gateway.jdbc().sql("""
                update web_session_attributes
                set attribute_bytes = convert_to(
                    to_char((clock_timestamp() - interval '12 hours') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'UTF8')
                where attribute_name = 'since'""").update();

        browser.get("/api/operations").is(401);
    }

    @Test
    void a_log_in_counts_from_its_beginning() {
        var life = new SessionLife(Duration.ofHours(12), () -> NOON);
        var session = new MapSession();
        assertThat(life.goesOn(session)).isFalse();

        session.setAttribute(SessionLife.SINCE, "2026-01-01T00:00:01Z");
        assertThat(life.goesOn(session)).isTrue();
        session.setAttribute(SessionLife.SINCE, "2026-01-01T00:00:00Z");
        assertThat(life.goesOn(session)).isFalse();
    }

    @Test
    void over_tls_no_other_host_can_plant_a_cookie() {
        assertThat(cookies(true, ""))
                .allMatch(cookie -> cookie.startsWith("__Host-"))
                .allMatch(cookie ->
                        cookie.contains("Secure") && cookie.contains("Path=/;") && !cookie.contains("Domain"));
        assertThat(cookies(true, "/spot"))
                .allMatch(cookie -> cookie.startsWith("__Secure-"))
                .allMatch(cookie -> cookie.contains("Secure"));
        assertThat(cookies(false, "")).noneMatch(cookie -> cookie.contains("__") || cookie.contains("Secure"));
    }

    private Iterable<String> cookies(boolean tls, String path) {
        var request = new MockHttpServletRequest("POST", path + "/login");
        request.setContextPath(path);
        request.setSecure(tls);
        var response = new MockHttpServletResponse();
        var sessions = gateway.part("sessionCookies", SessionCookies.class);
        sessions.setSessionId(request, response, sessions.generate());
        gateway.part("sessionCsrfTokens", SessionCsrfTokens.class).bind(request, response);
        assertThat(response.getHeaders("Set-Cookie")).hasSize(2);
        return response.getHeaders("Set-Cookie");
    }
}
