package io.spotmanager.gateway.security.oidc;

import io.spotmanager.gateway.security.oidc.IssuerSettings.Issuer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/** Checks what issuers sign: with their public keys alone, never with our secret as the key. */
@Component
class IssuerTokens implements JwtDecoderFactory<ClientRegistration> {
    private static final Set<SignatureAlgorithm> PUBLIC_KEY_ALGORITHMS = Set.of(SignatureAlgorithm.values());

    private final Issuers issuers;
    private final IssuerConnections connections;
    private final Map<String, JwtDecoder> ofLogins = new ConcurrentHashMap<>();
    private final Map<String, JwtDecoder> ofScripts = new ConcurrentHashMap<>();

    IssuerTokens(Issuers issuers, IssuerConnections connections) {
        this.issuers = issuers;
        this.connections = connections;
    }

    /** For the token that says who has logged in. */
    @Override
    public JwtDecoder createDecoder(ClientRegistration registration) {
        return ofLogins.computeIfAbsent(key(registration), key -> {
            var skew = issuers.of(registration.getRegistrationId()).skew();
            var audienceAndAge = new OidcIdTokenValidator(registration);
            audienceAndAge.setClockSkew(skew);
            var decoder = decoder(registration, List.of(new JwtTimestampValidator(skew), audienceAndAge));
            decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
            return decoder;
        });
    }

    /** For access tokens, which must be meant for us and have an end. */
    JwtDecoder ofScripts(ClientRegistration registration, Issuer issuer) {
        return ofScripts.computeIfAbsent(key(registration), key -> {
            var times = new JwtTimestampValidator(issuer.skew());
            times.setAllowEmptyExpiryClaim(false);
            return decoder(
                    registration,
                    List.of(
                            times,
                            new JwtIssuerValidator(issuer.issuer()),
                            new JwtClaimValidator<List<String>>(
                                    JwtClaimNames.AUD,
                                    audience -> audience != null && audience.contains(issuer.audience()))));
        });
    }

    private NimbusJwtDecoder decoder(ClientRegistration registration, List<OAuth2TokenValidator<Jwt>> rules) {
        var decoder = NimbusJwtDecoder.withJwkSetUri(keys(registration))
                .jwsAlgorithms(algorithms -> algorithms.addAll(PUBLIC_KEY_ALGORITHMS))
                .validateType(false)
                .restOperations(connections.forKeys())
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(rules));
        return decoder;
    }

    /** An issuer may move its keys to another address. */
    private static String key(ClientRegistration registration) {
        return registration.getRegistrationId() + " " + keys(registration);
    }

    private static String keys(ClientRegistration registration) {
        return Objects.requireNonNull(registration.getProviderDetails().getJwkSetUri(), "the issuer names no keys");
    }
}
