package io.spotmanager.gateway.security.oidc;

import io.spotmanager.gateway.security.oidc.IssuerSettings.Issuer;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a person logged in at an issuer as strongly, and as lately, as its settings want it. */
record LoginStrength(Issuer issuer) {
    /**
     * Does nothing if the settings want no particular strength.
     *
     * @param signed claims of a token, never those of the user info, which tells of the person and not of the log-in
     * @throws org.springframework.security.oauth2.core.OAuth2AuthenticationException if the person did not log in as the settings want it
     */
    void require(Map<String, Object> signed) {
        var claim = issuer.claims().strength();
        var told = ClaimsReader.texts(signed, claim);
        if (!issuer.strength().isEmpty() && told.stream().noneMatch(issuer.strength()::contains)) {
            throw Refusal.TOO_WEAK.because("the claim %s is %s, and one of %s is wanted"
                    .formatted(claim, told.isEmpty() ? "missing" : told, issuer.strength()));
        }
    }

    /**
     * Does nothing if the settings want no particular age.
     *
     * @param loggedIn when the person logged in at the issuer, null if it does not say
     * @throws org.springframework.security.oauth2.core.OAuth2AuthenticationException if that is too long ago, or not told
     */
    void requireRecent(@Nullable Instant loggedIn, Instant now) {
        if (issuer.age().isZero()) {
            return;
        }
        if (loggedIn == null) {
            throw Refusal.TOO_OLD.because("the claim auth_time is missing");
        }
        if (loggedIn.plus(issuer.age()).plus(issuer.skew()).isBefore(now)) {
            throw Refusal.TOO_OLD.because(
                    "the claim auth_time is %s, longer ago than %s".formatted(loggedIn, issuer.age()));
        }
    }
}
