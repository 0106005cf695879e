package io.spotmanager.gateway.security.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Browser;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Person;
import io.spotmanager.gateway.fixture.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An issuer ends sessions here by a signed word to any gateway. */
@GatewayTest
class BackChannelLogoutTest extends IssuerTestCase {
    private static final Map<String, Object> EVENT =
            Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of());

    @Test
    void a_session_of_the_issuer_ends_that_session_here_and_no_other() {
        var first = anna("one");
        var second = anna("two");

        tells(issuer.signs("logout+jwt", logout("sid", "one"))).is(200);

        first.get("/api/me").is(401);
        second.get("/api/me").is(200);
        assertThat(company.as(Person.AUDITOR)
                        .get("/api/security-log?actor=anna")
                        .each("event"))
                .contains("SESSIONS_ENDED");
    }

    @Test
    void a_person_without_a_session_ends_all_of_the_person() {
        var first = anna("one");
        var second = anna("two");
        knows("bert", "everybody");
        var other = company.browser();
        logsIn(other, "bert").is(200);

        tells(issuer.signs("logout+jwt", logout("sub", "anna"))).is(200);

        first.get("/api/me").is(401);
        second.get("/api/me").is(401);
        other.get("/api/me").is(200);
    }

    @Test
    void nobody_who_logged_in_with_a_password_is_concerned() {
        var browser = company.browser();
        browser.logIn("operator", Person.OPERATOR.password());

        tells(issuer.signs("logout+jwt", logout("sub", "operator"))).is(200);

        browser.get("/api/me").is(200);
    }

    @Test
    void what_the_issuer_did_not_sign_for_us_ends_nothing() {
        var browser = anna("one");

        tells(issuer.forged("logout+jwt", logout("sub", "anna"))).is(400);
        tells(issuer.signs("logout+jwt", with(logout("sub", "anna"), "aud", List.of("another-client"))))
                .is(400);
        tells(issuer.signs("logout+jwt", with(logout("sub", "anna"), "nonce", "n")))
                .is(400);
        tells(issuer.signs("logout+jwt", with(logout("sub", "anna"), "events", Map.of("other", Map.of()))))
                .is(400);
        tells("nonsense").is(400);

        browser.get("/api/me").is(200);
    }

    private Browser anna(String session) {
        issuer.says("anna", Map.of("preferred_username", "anna", "groups", List.of("everybody"), "sid", session));
        var browser = company.browser();
        logsIn(browser, "anna").is(200);
        browser.get("/api/me").is(200);
        return browser;
    }

    private static Map<String, Object> logout(String claim, String value) {
        return new HashMap<>(Map.of("aud", List.of(RealIssuer.CLIENT), "events", EVENT, claim, value));
    }

    private static Map<String, Object> with(Map<String, Object> claims, String claim, Object value) {
        claims.put(claim, value);
        return claims;
    }

    private Reply tells(String token) {
        return company.anonymous()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", "/logout/connect/back-channel/company", "logout_token=" + token);
    }
}
