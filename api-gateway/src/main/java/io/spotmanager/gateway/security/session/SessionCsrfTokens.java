package io.spotmanager.gateway.security.session;

import io.spotmanager.gateway.security.CookieNames;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.stereotype.Component;

/**
 * The CSRF token of a session is kept in the session, so a cookie that somebody else planted is worth nothing. Before the log-in there
 * is no session, and the cookie alone counts: a visit of the login page creates no session.
 */
@Component
public class SessionCsrfTokens implements CsrfTokenRepository {
    private static final String HEADER = "X-CSRF-TOKEN";
    private static final String PARAMETER = "_csrf";
    private static final String ATTRIBUTE = "csrf";

    private final CookieCsrfTokenRepository plain = cookies("");
    private final CookieCsrfTokenRepository overTls = cookies(CookieNames.HOST);
    private final CookieCsrfTokenRepository belowAPath = cookies(CookieNames.SECURE);

    private static CookieCsrfTokenRepository cookies(String prefix) {
        var tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieName(prefix + "XSRF-TOKEN");
        tokens.setHeaderName(HEADER);
        tokens.setParameterName(PARAMETER);
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
        return tokens;
    }

    private CookieCsrfTokenRepository cookies(HttpServletRequest request) {
        return switch (CookieNames.prefix(request)) {
            case CookieNames.HOST -> overTls;
            case CookieNames.SECURE -> belowAPath;
            default -> plain;
        };
    }

    /** Binds a new token to the session of a log-in. */
    void bind(HttpServletRequest request, HttpServletResponse response) {
        var token = new DefaultCsrfToken(HEADER, PARAMETER, UUID.randomUUID().toString());
        request.getSession().setAttribute(ATTRIBUTE, token.getToken());
        cookies(request).saveToken(token, request, response);
    }

    private static @Nullable CsrfToken ofSession(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(ATTRIBUTE) instanceof String token
                ? new DefaultCsrfToken(HEADER, PARAMETER, token)
                : null;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        var bound = ofSession(request);
        return bound == null ? cookies(request).generateToken(request) : bound;
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        cookies(request).saveToken(token, request, response);
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        var bound = ofSession(request);
        return bound == null ? cookies(request).loadToken(request) : bound;
    }
}
