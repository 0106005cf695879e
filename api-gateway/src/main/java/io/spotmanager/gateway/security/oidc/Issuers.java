package io.spotmanager.gateway.security.oidc;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.spotmanager.gateway.security.oidc.IssuerSettings.Issuer;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ClientSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * The issuers of the settings. What an issuer says of itself is read when it is needed first, and again after an hour: one that is away
 * stops no gateway from starting, and no other issuer.
 */
@Component
class Issuers implements ClientRegistrationRepository {
    private static final Logger log = LoggerFactory.getLogger(Issuers.class);
    private static final Duration READ_AGAIN_AFTER = Duration.ofHours(1);
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final ParameterizedTypeReference<Map<String, Object>> METADATA =
            new ParameterizedTypeReference<>() {};

    private final Map<String, Issuer> settings;
    private final String publicUrl;
    private final RestClient http;
    private final LoadingCache<String, ClientRegistration> registrations =
            Caffeine.newBuilder().refreshAfterWrite(READ_AGAIN_AFTER).build(this::discover);

    /** @param publicUrl where browsers reach the board; empty if the gateway sees their address itself */
    Issuers(IssuerSettings settings, IssuerConnections connections, @Value("${spot.public-url}") String publicUrl) {
        this.settings = settings.oidc();
        this.publicUrl = publicUrl.replaceFirst("/+$", "");
        this.http = connections.forMetadata();
    }

    /** Their ids. */
    Collection<String> ids() {
        return settings.keySet();
    }

    boolean knows(String id) {
        return settings.containsKey(id);
    }

    /** How the log-in page names it. */
    String label(String id) {
        var label = of(id).label();
        return label.isBlank() ? URI.create(of(id).issuer()).getHost() : label;
    }

    Issuer of(String id) {
        return Optional.ofNullable(settings.get(id))
                .orElseThrow(() -> new IllegalArgumentException("no issuer %s".formatted(id)));
    }

    /** @return the id of the issuer that takes access tokens and calls itself so; empty if there is none */
    Optional<String> ofTokensOf(@Nullable String issuer) {
        return settings.entrySet().stream()
                .filter(entry -> entry.getValue().issuer().equals(issuer)
                        && !entry.getValue().audience().isBlank())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** @throws OAuth2AuthenticationException if the issuer does not answer as an issuer does */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return knows(id) ? registrations.get(id) : null;
    }

    private ClientRegistration discover(String id) {
        var issuer = of(id);
        try {
            var metadata = Optional.ofNullable(http.get()
                            .uri(URI.create(issuer.issuer().replaceFirst("/+$", "") + DISCOVERY))
                            .retrieve()
                            .body(METADATA))
                    .orElseThrow(() -> new IllegalArgumentException("it says nothing of itself"));
            if (!issuer.issuer().equals(metadata.get("issuer"))) {
                throw new IllegalArgumentException(
                        "it calls itself %s: correct the setting".formatted(metadata.get("issuer")));
            }
            var scopes = new HashSet<>(issuer.scopes());
            scopes.add("openid");
            return ClientRegistrations.fromOidcConfiguration(metadata)
                    .registrationId(id)
                    .clientId(issuer.client())
                    .clientSecret(issuer.secret())
                    .clientAuthenticationMethod(clientAuthentication(issuer, metadata))
                    .clientSettings(
                            ClientSettings.builder().requireProofKey(true).build())
                    .clientName(label(id))
                    .redirectUri(
                            (publicUrl.isEmpty() ? "{baseUrl}" : publicUrl) + "/login/oauth2/code/{registrationId}")
                    .userNameAttributeName("sub")
                    .scope(scopes)
                    .build();
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("issuer", id)
                    .log("the issuer {} at {} cannot be used for log-ins now: {}", id, issuer.issuer(), e.getMessage());
            throw Refusal.ISSUER_AWAY.because("%s: %s".formatted(id, e.getMessage()), e);
        }
    }

    private static ClientAuthenticationMethod clientAuthentication(Issuer issuer, Map<String, Object> metadata) {
        if (issuer.secret().isBlank()) {
            return ClientAuthenticationMethod.NONE;
        }
        var taken = metadata.get("token_endpoint_auth_methods_supported") instanceof List<?> methods
                ? methods
                : List.of(ClientAuthenticationMethod.CLIENT_SECRET_BASIC.getValue());
        return taken.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC.getValue())
                ? ClientAuthenticationMethod.CLIENT_SECRET_BASIC
                : ClientAuthenticationMethod.CLIENT_SECRET_POST;
    }
}
