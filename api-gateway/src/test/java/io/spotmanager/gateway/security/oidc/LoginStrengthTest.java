package io.spotmanager.gateway.security.oidc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.security.oidc.IssuerSettings.Claims;
import io.spotmanager.gateway.security.oidc.IssuerSettings.Issuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;

/** An issuer whose settings want a second factor, and a log-in of the last quarter of an hour. */
class LoginStrengthTest {
    @Test
    void the_strength_that_is_wanted_may_be_a_text_or_one_of_several() {
        requiresMfa("acr", """
                {"acr": "mfa"}""");
        requiresMfa("amr", """
                {"amr": ["pwd", "mfa"]}""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"acr\": null}",
                "{\"acr\": \"pwd\"}",
                "{\"acr\": \"MFA\"}",
                "{\"acr\": [\"pwd\"]}",
                "{\"acr\": {\"mfa\": true}}",
                "{\"amr\": \"mfa\"}"
            })
    void another_strength_or_none_is_too_weak(String claims) {
        assertThatThrownBy(() -> requiresMfa("acr", claims))
                .matches(cause -> Refusal.of((Exception) cause) == Refusal.TOO_WEAK);
    }

    @Test
    void a_log_in_of_long_ago_is_too_old_and_so_is_one_without_a_time() {
        var strength = strength("acr");
        var now = Instant.parse("2030-01-01T12:00:00Z");

        strength.requireRecent(now.minus(Duration.ofMinutes(16)), now); // the clocks may differ by one
        assertThatThrownBy(() -> strength.requireRecent(now.minus(Duration.ofMinutes(17)), now))
                .matches(cause -> Refusal.of((Exception) cause) == Refusal.TOO_OLD);
        assertThatThrownBy(() -> strength.requireRecent(null, now))
                .matches(cause -> Refusal.of((Exception) cause) == Refusal.TOO_OLD);
    }

    private static void requiresMfa(String claim, String claims) {
        strength(claim).require(Json.MAPPER.readValue(claims, new TypeReference<Map<String, Object>>() {}));
    }

    private static LoginStrength strength(String claim) {
        return new LoginStrength(new Issuer(
                "https://issuer.example",
                "spot",
                "",
                "",
                Set.of(),
                new Claims("name", "groups", claim),
                "",
                Duration.ofMinutes(1),
                Set.of("mfa"),
                Duration.ofMinutes(15),
                Map.of()));
    }
}
