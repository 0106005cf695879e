package io.spotmanager.gateway.security.oidc;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.security.CookieNames;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Remembers in the browser what it needs to come back from an issuer: whoever only visits the log-in page costs the database nothing. The
 * session's own cookie cannot do that, because no browser sends it when another site sends the person back.
 */
@Component
class LoginCookie implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {
    /** The attribute of the request with the address to open afterwards. */
    static final String NEXT = LoginCookie.class.getName() + ".next";

    private static final String NAME = "spot_login";
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final int LONGEST_NEXT = 500;

    /**
     * Anybody may send anything, so each text may be missing.
     *
     * @param issuer the id of the issuer in the settings
     */
    private record Begun(
            @Nullable String issuer,
            @Nullable String back,
            @Nullable String state,
            @Nullable String nonce,
            @Nullable String verifier,
            @Nullable String next,
            long at) {
        boolean isWhole() {
            return Stream.of(issuer, back, state, nonce, verifier)
                    .noneMatch(part -> text(part).isEmpty());
        }
    }

    private final Issuers issuers;

    private final InstantSource clock = InstantSource.system();

    LoginCookie(Issuers issuers) {
        this.issuers = issuers;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        return begun(request).map(this::request).orElse(null);
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest begun, HttpServletRequest request, HttpServletResponse response) {
        if (begun == null) {
            write("", Duration.ZERO, request, response);
            return;
        }
        var next = Optional.ofNullable(request.getParameter("next"))
                .filter(text -> text.length() <= LONGEST_NEXT)
                .orElse("");
        var kept = new Begun(
                text(begun.getAttribute(OAuth2ParameterNames.REGISTRATION_ID)),
                text(begun.getRedirectUri()),
                text(begun.getState()),
                text(begun.getAttribute(OidcParameterNames.NONCE)),
                text(begun.getAttribute(PkceParameterNames.CODE_VERIFIER)),
                next,
                clock.instant().getEpochSecond());
        write(
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Json.MAPPER.writeValueAsString(kept).getBytes(StandardCharsets.UTF_8)),
                LIFE,
                request,
                response);
    }

    /** Also when the answer turns out to be wrong: an answer is looked at once. */
    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        var begun = begun(request).filter(found -> comesFrom(found, request));
        begun.ifPresent(found -> {
            request.setAttribute(NEXT, found.next());
            write("", Duration.ZERO, request, response);
        });
        return begun.map(this::request).orElse(null);
    }

    /** Each issuer sends the browser back to an address of its own: what was begun with one is not ended by another. */
    private static boolean comesFrom(Begun begun, HttpServletRequest request) {
        return request.getRequestURI().endsWith("/" + begun.issuer());
    }

    private @Nullable OAuth2AuthorizationRequest request(Begun begun) {
        var issuer = issuers.findByRegistrationId(text(begun.issuer()));
        if (issuer == null) {
            return null; // removed from the settings meanwhile
        }
        Map<String, Object> attributes = Map.of(
                OAuth2ParameterNames.REGISTRATION_ID, text(begun.issuer()),
                OidcParameterNames.NONCE, text(begun.nonce()),
                PkceParameterNames.CODE_VERIFIER, text(begun.verifier()));
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(text(issuer.getProviderDetails().getAuthorizationUri()))
                .clientId(issuer.getClientId())
                .redirectUri(begun.back())
                .scope("openid")
                .state(begun.state())
                .attributes(known -> known.putAll(attributes))
                .build();
    }

    private Optional<Begun> begun(HttpServletRequest request) {
        var name = CookieNames.prefix(request) + NAME;
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .flatMap(value -> read(value).stream())
                .filter(begun -> clock.instant()
                        .isBefore(Instant.ofEpochSecond(begun.at()).plus(LIFE)))
                .findFirst();
    }

    private static Optional<Begun> read(String value) {
        try {
            return Optional.ofNullable(Json.MAPPER.readValue(
                            new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8), Begun.class))
                    .filter(Begun::isWhole);
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty(); // not a cookie of ours
        }
    }

    private static void write(String value, Duration life, HttpServletRequest request, HttpServletResponse response) {
        var path = request.getContextPath();
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(CookieNames.prefix(request) + NAME, value)
                        .path(path.isEmpty() ? "/" : path)
                        .secure(request.isSecure())
                        .httpOnly(true)
                        .sameSite("Lax")
                        .maxAge(life)
                        .build()
                        .toString());
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
