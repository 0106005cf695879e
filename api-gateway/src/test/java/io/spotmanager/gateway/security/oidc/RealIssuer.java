package io.spotmanager.gateway.security.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.servlet.DispatcherServlet;

/** Spring's authorization server on a port of its own, at which anybody logs in with HTTP basic and a password that is the name. */
final class RealIssuer implements AutoCloseable {
    static final String CLIENT = "spot";
    static final String SECRET = "secret-of-the-client";
    static final String AUDIENCE = "spot-api";

    private final AnnotationConfigServletWebServerApplicationContext context;
    private final State state;

    /** What it says of whom, and how wrong its next tokens are. */
    static final class State {
        final RSAKey key;
        final Map<String, Map<String, Object>> people = new ConcurrentHashMap<>();
        volatile String redirect = "http://127.0.0.1/";
        volatile Consumer<JWTClaimsSetView> wrong = claims -> {};

        State() {
            try {
                key = new RSAKeyGenerator(2048).keyID("one").generate();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Its claims of a person; others have none. */
        Map<String, Object> claims(String name) {
            return people.getOrDefault(name, Map.of());
        }
    }

    /** The claims of a token before it is signed. */
    interface JWTClaimsSetView {
        void put(String claim, Object value);
    }

    private RealIssuer(AnnotationConfigServletWebServerApplicationContext context, State state) {
        this.context = context;
        this.state = state;
    }

    static RealIssuer start() {
        var context = new AnnotationConfigServletWebServerApplicationContext();
        var state = new State();
        context.registerBean(State.class, () -> state);
        context.register(Parts.class);
        context.refresh();
        return new RealIssuer(context, state);
    }

    String address() {
        return "http://127.0.0.1:"
                + Objects.requireNonNull(context.getWebServer()).getPort();
    }

    void sendsBackTo(String redirect) {
        state.redirect = redirect;
    }

    /** Knows that person from now on; {@code sub} is the name unless the claims say another one. */
    void says(String name, Map<String, Object> claims) {
        state.people.put(name, claims);
    }

    /** Its next tokens of log-ins are wrong, until it is told otherwise. */
    void lies(Consumer<JWTClaimsSetView> how) {
        state.wrong = how;
    }

    void forgetsEverything() {
        state.people.clear();
        state.wrong = claims -> {};
    }

    /** A token with its key. */
    String signs(@Nullable String type, Map<String, Object> claims) {
        return sign(state.key, type, claims);
    }

    /** A token that looks like one of its own, with the key of somebody else. */
    String forged(@Nullable String type, Map<String, Object> claims) {
        try {
            return sign(new RSAKeyGenerator(2048).keyID("one").generate(), type, claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String sign(RSAKey key, @Nullable String type, Map<String, Object> claims) {
        try {
            return sign(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .type(type == null ? null : new JOSEObjectType(type))
                            .build(),
                    new RSASSASigner(key),
                    claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param claims besides issuer, id and times; null leaves one out */
    String sign(JWSHeader header, JWSSigner signer, Map<String, Object> claims) {
        var set = new JWTClaimsSet.Builder()
                .issuer(address())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
        claims.forEach(set::claim);
        var token = new SignedJWT(header, set.build());
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    @Override
    public void close() {
        context.close();
    }

    @EnableWebSecurity
    static class Parts {
        @Bean
        TomcatServletWebServerFactory server() {
            return new TomcatServletWebServerFactory(0);
        }

        @Bean
        DispatcherServlet dispatcher() {
            return new DispatcherServlet();
        }

        @Bean
        SecurityFilterChain security(HttpSecurity http, State state) {
            return http.oauth2AuthorizationServer(server ->
                            server.oidc(oidc -> oidc.userInfoEndpoint(endpoint -> endpoint.userInfoMapper(asked -> {
                                var name = asked.getAuthorization().getPrincipalName();
                                var claims = new HashMap<>(state.claims(name));
                                claims.putIfAbsent("sub", name);
                                return new OidcUserInfo(claims);
                            }))))
                    .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                    .httpBasic(login -> login.securityContextRepository(new HttpSessionSecurityContextRepository()))
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return name -> User.withUsername(name)
                    .password("{noop}" + name)
                    .roles("PERSON")
                    .build();
        }

        @Bean
        RegisteredClientRepository clients(State state) {
            return new RegisteredClientRepository() {
                @Override
                public void save(RegisteredClient client) {
                    // the server wants to keep the secret hashed
                }

                @Override
                public RegisteredClient findById(String id) {
                    return client(state);
                }

                @Override
                public @Nullable RegisteredClient findByClientId(String id) {
                    return id.equals(CLIENT) ? client(state) : null;
                }
            };
        }

        private static RegisteredClient client(State state) {
            return RegisteredClient.withId(CLIENT)
                    .clientId(CLIENT)
                    .clientSecret("{noop}" + SECRET)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri(state.redirect)
                    .scope("openid")
                    .scope("profile")
                    .scope("email")
                    .clientSettings(ClientSettings.builder()
                            .requireProofKey(true)
                            .requireAuthorizationConsent(false)
                            .build())
                    .build();
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        JWKSource<SecurityContext> keys(State state) {
            return new ImmutableJWKSet<>(new JWKSet(state.key));
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims(State state) {
            return token -> {
                if (OidcParameterNames.ID_TOKEN.equals(token.getTokenType().getValue())) {
                    Authentication person = Objects.requireNonNull(token.getPrincipal());
                    state.claims(person.getName()).forEach(token.getClaims()::claim);
                    state.wrong.accept(token.getClaims()::claim);
                }
            };
        }
    }
}
