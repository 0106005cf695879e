package io.spotmanager.gateway.security.oidc;

import com.nimbusds.jwt.SignedJWT;
import io.spotmanager.gateway.security.token.ApiTokenAuthentication;
import io.spotmanager.gateway.security.token.ApiTokenAuthenticator;
import java.text.ParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/** Lets in scripts with an access token of an issuer that is meant for us. Its groups count, as those of a log-in do. */
@Component
public class AccessTokens implements ApiTokenAuthenticator {
    private static final Logger log = LoggerFactory.getLogger(AccessTokens.class);

    private final Issuers issuers;
    private final IssuerTokens tokens;
    private final IssuerPeople people;

    AccessTokens(Issuers issuers, IssuerTokens tokens, IssuerPeople people) {
        this.issuers = issuers;
        this.tokens = tokens;
        this.people = people;
    }

    @Override
    public Optional<ApiTokenAuthentication> login(String token, String address) {
        return issuers.ofTokensOf(issuer(token)).flatMap(id -> checked(id, token));
    }

    private Optional<ApiTokenAuthentication> checked(String id, String token) {
        try {
            var registration = Objects.requireNonNull(issuers.findByRegistrationId(id));
            var issuer = issuers.of(id);
            var claims = tokens.ofScripts(registration, issuer).decode(token);
            new LoginStrength(issuer).require(claims.getClaims());
            var arrival = new ClaimsReader(issuer).read(claims.getClaims());
            return Optional.of(ApiTokenAuthentication.ofIssuer(
                    people.arrive(arrival), arrival.role(), "%s at %s".formatted(client(claims), id)));
        } catch (JwtException | OAuth2AuthenticationException e) {
            log.atInfo().addKeyValue("issuer", id).log("an access token of {} was refused: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    /** To which program the issuer gave it. */
    private static String client(Jwt claims) {
        return Stream.of("azp", "client_id", "appid")
                .map(claims::getClaimAsString)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("a client");
    }

    /** What the token says of itself, which proves nothing yet. */
    private static @Nullable String issuer(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getIssuer();
        } catch (ParseException | IllegalArgumentException e) {
            return null;
        }
    }
}
