package io.spotmanager.gateway.events;

import io.spotmanager.gateway.security.token.ApiTokenAuthenticator;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BooleanSupplier;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;

/** Tells, long after a connection was let in, whether what it was let in with still holds. */
@Component
class Logins {
    private static final String BEARER = "Bearer ";

    private final SessionRepository<?> sessions;
    private final ApiTokenAuthenticator tokens;

    Logins(SessionRepository<?> sessions, ApiTokenAuthenticator tokens) {
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /** A password that came with the request cannot be withdrawn while this process runs. */
    BooleanSupplier of(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            var token = header.substring(BEARER.length()).strip();
            return () -> unlessUnknown(() -> tokens.login(token).isPresent());
        }
        var session = request.getSession(false);
        if (header != null || session == null) {
            return () -> true;
        }
        var id = session.getId();
        return () -> unlessUnknown(() -> sessions.findById(id) != null);
    }

    /** An outage of the database is no reason to end every connection. */
    private static boolean unlessUnknown(BooleanSupplier check) {
        try {
            return check.getAsBoolean();
        } catch (DataAccessException e) {
            return true;
        }
    }
}
