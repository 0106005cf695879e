package io.spotmanager.gateway.security.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.GatewayTest;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A gateway that wants a second factor at the issuer, and a log-in there of the last quarter of an hour. */
@GatewayTest
@IssuerTestCase.Settings({"spot.oidc.company.strength=mfa,hwk", "spot.oidc.company.age=15m"})
class StrongLoginTest extends IssuerTestCase {
    @Test
    void the_issuer_is_asked_for_it() {
        assertThat(begins(company.browser(), "company", "").getQuery())
                .containsPattern("acr_values=(mfa hwk|hwk mfa)")
                .contains("max_age=900");
    }

    @Test
    void who_has_logged_in_so_comes_in() {
        knows("anna", "everybody");
        issuer.lies(claims -> claims.put("acr", "mfa"));
        var browser = company.browser();

        logsIn(browser, "anna").is(200);

        browser.get("/api/me").is(200).says("\"name\":\"anna\"");
    }

    @Test
    void a_password_alone_lets_nobody_in_and_the_person_is_told_why() {
        knows("anna", "everybody");
        issuer.lies(claims -> claims.put("acr", "pwd"));
        var browser = company.browser();

        isRefused(logsIn(browser, "anna"), "too_weak");

        browser.get("/api/me").is(401);
        assertThat(people()).isEmpty();
        assertThat(company.anonymous()
                        .get("/api/login-options")
                        .is(200)
                        .json()
                        .at("/refusals/too_weak")
                        .asString())
                .contains("second factor");
    }

    @Test
    void what_the_user_info_says_of_the_strength_does_not_count() {
        issuer.says("anna", Map.of("preferred_username", "anna", "groups", List.of("everybody"), "acr", "mfa"));
        issuer.lies(claims -> claims.put("acr", "pwd")); // in the token that it signs

        isRefused(logsIn(company.browser(), "anna"), "too_weak");
    }

    @Test
    void a_log_in_of_this_morning_is_asked_for_again() {
        knows("anna", "everybody");
        issuer.lies(claims -> {
            claims.put("acr", "hwk");
            claims.put("auth_time", Instant.now().minusSeconds(1_000).getEpochSecond());
        });

        isRefused(logsIn(company.browser(), "anna"), "too_old");
    }

    @Test
    void an_access_token_of_a_weaker_log_in_opens_nothing() {
        company.withToken(token("pwd")).get("/api/me").is(401);

        company.withToken(token("mfa")).get("/api/me").is(200);
    }

    private static String token(String acr) {
        return issuer.signs(
                "at+jwt",
                Map.of(
                        "iss", issuer.address(),
                        "sub", "script",
                        "aud", List.of(RealIssuer.AUDIENCE),
                        "exp", Date.from(Instant.now().plusSeconds(60)),
                        "preferred_username", "script",
                        "groups", List.of("everybody"),
                        "acr", acr));
    }
}
