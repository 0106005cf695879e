package io.spotmanager.gateway.security.oidc;

import io.spotmanager.gateway.security.log.LoginRecord;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Log-ins at issuers: the authorization code flow of Spring Security, with PKCE, and without anything kept in a session before it ends. */
@Component
public class IssuerLogins {
    /** Begins a log-in; the id of the issuer follows. */
    static final String BEGIN = "/oauth2/authorization/";

    private static final Logger log = LoggerFactory.getLogger(IssuerLogins.class);

    /** Of this site alone: no scheme, no host. */
    private static final Pattern OURS = Pattern.compile("/(?:[^/\\\\\\p{Cntrl}][^\\\\\\p{Cntrl}]*)?");

    /** The session's cookie is sent by no request that another site has caused, so our own page has to open the board. */
    private static final String GO_ON = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Spot Manager</title>\
            <meta http-equiv="refresh" content="0;url=%1$s"></head><body><a href="%1$s">Go on</a></body></html>""";

    private final Issuers issuers;
    private final IssuerConnections connections;
    private final IssuerUsers users;
    private final LoginCookie cookie;
    private final BackChannelLogout logouts;
    private final LoginRecord record;

    IssuerLogins(
            Issuers issuers,
            IssuerConnections connections,
            IssuerUsers users,
            LoginCookie cookie,
            BackChannelLogout logouts,
            LoginRecord record) {
        this.issuers = issuers;
        this.connections = connections;
        this.users = users;
        this.cookie = cookie;
        this.logouts = logouts;
        this.record = record;
    }

    /** Changes nothing if no issuer is set. */
    public void apply(HttpSecurity http, String loginPage) {
        if (issuers.ids().isEmpty()) {
            return;
        }
        http.oauth2Login(login -> login.loginPage(loginPage)
                        .clientRegistrationRepository(issuers)
                        .authorizedClientRepository(new NothingKept())
                        .authorizationEndpoint(begin ->
                                begin.authorizationRequestResolver(resolver()).authorizationRequestRepository(cookie))
                        .tokenEndpoint(tokens -> tokens.accessTokenResponseClient(connections.forTokens()))
                        .userInfoEndpoint(userInfo -> userInfo.oidcUserService(users))
                        .successHandler(IssuerLogins::goOn)
                        .failureHandler((request, response, cause) -> refuse(loginPage, request, response, cause))
                        .withObjectPostProcessor(new RefusesAlike(loginPage)))
                .oidcLogout(logout -> logout.backChannel(calls -> calls.logoutHandler(logouts)));
    }

    private OAuth2AuthorizationRequestResolver resolver() {
        var usual = new DefaultOAuth2AuthorizationRequestResolver(issuers, "/oauth2/authorization");
        usual.setAuthorizationRequestCustomizer(this::askForStrength);
        return new OAuth2AuthorizationRequestResolver() {
            @Override
            public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
                var path = request.getRequestURI()
                        .substring(request.getContextPath().length());
                return path.startsWith(BEGIN) && issuers.knows(path.substring(BEGIN.length()))
                        ? usual.resolve(request)
                        : null;
            }

            @Override
            public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String id) {
                return issuers.knows(id) ? usual.resolve(request, id) : null;
            }
        };
    }

    /** So that the issuer asks for the second factor, or the password once more, and does not send somebody whom we refuse. */
    private void askForStrength(OAuth2AuthorizationRequest.Builder request) {
        request.attributes(attributes -> {
            var issuer = issuers.of(String.valueOf(attributes.get(OAuth2ParameterNames.REGISTRATION_ID)));
            request.additionalParameters(parameters -> {
                if (!issuer.strength().isEmpty() && issuer.claims().strength().equals("acr")) {
                    parameters.put("acr_values", String.join(" ", issuer.strength()));
                }
                if (!issuer.age().isZero()) {
                    parameters.put("max_age", issuer.age().toSeconds());
                }
            });
        });
    }

    private static void goOn(HttpServletRequest request, HttpServletResponse response, Authentication user)
            throws IOException {
        var next = request.getAttribute(LoginCookie.NEXT) instanceof String wanted
                        && OURS.matcher(wanted).matches()
                        && !wanted.equals("/")
                ? wanted
                : request.getContextPath() + "/board";
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(GO_ON.formatted(HtmlUtils.htmlEscape(next)));
    }

    private void refuse(
            String loginPage, HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        var refusal = Refusal.of(cause.getCause() instanceof AuthenticationException inner ? inner : cause);
        log.atInfo()
                .addKeyValue("refusal", refusal.code())
                .log("a log-in at an issuer was refused: {}", cause.getMessage());
        record.issuerRefused(refusal.code());
        response.sendRedirect(request.getContextPath() + loginPage + "?refused=" + refusal.code());
    }

    /** An issuer that does not answer is told on the log-in page, too, when a log-in is to begin. */
    private final class RefusesAlike implements ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> {
        private final String loginPage;

        RefusesAlike(String loginPage) {
            this.loginPage = loginPage;
        }

        @Override
        public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
            filter.setAuthenticationFailureHandler(
                    (request, response, cause) -> refuse(loginPage, request, response, cause));
            return filter;
        }
    }

    /** We call nothing in the name of the person, so tokens are forgotten at once. */
    private static final class NothingKept implements OAuth2AuthorizedClientRepository {
        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String id, Authentication user, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication user,
                HttpServletRequest request,
                HttpServletResponse response) {
            // forgotten
        }

        @Override
        public void removeAuthorizedClient(
                String id, Authentication user, HttpServletRequest request, HttpServletResponse response) {
            // there is nothing to remove
        }
    }
}
