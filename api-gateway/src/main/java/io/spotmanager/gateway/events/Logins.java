package io.spotmanager.gateway.events;

import io.spotmanager.gateway.security.session.SessionLogins;
import io.spotmanager.gateway.security.token.ApiTokenAuthenticator;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;

/** Checks whether the login of an open connection is still valid. */
@Component
class Logins {
    private static final String BEARER = "Bearer ";

    private final SessionRepository<?> sessions;
    private final SessionLogins logins;
    private final ApiTokenAuthenticator tokens;

    Logins(SessionRepository<?> sessions, SessionLogins logins, ApiTokenAuthenticator tokens) {
        this.sessions = sessions;
        this.logins = logins;
        this.tokens = tokens;
    }

    /** Returns a check for the session or token of the request; of a password, whether its user can still log in. */
    BooleanSupplier of(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            var token = header.substring(BEARER.length()).strip();
            var address = request.getRemoteAddr();
            return () -> unlessUnknown(() -> tokens.login(token, address).isPresent());
        }
        var session = request.getSession(false);
        if (header != null || session == null) {
            var user = request.getUserPrincipal();
            return () -> user == null || unlessUnknown(() -> logins.knows(user.getName()));
        }
        var id = session.getId();
        return () -> unlessUnknown(() -> goesOn(sessions.findById(id)));
    }

    private boolean goesOn(@Nullable Session session) {
        return session != null && logins.letIn(session);
    }

    /** Treats a database error as valid, so that an outage does not end every connection. */
    private static boolean unlessUnknown(BooleanSupplier check) {
        try {
            return check.getAsBoolean();
        } catch (DataAccessException e) {
            return true;
        }
    }
}
