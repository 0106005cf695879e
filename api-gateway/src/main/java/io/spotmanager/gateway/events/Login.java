package io.spotmanager.gateway.events;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * What a connection was let in with.
 *
 * @param session null for credentials that came with the request
 */
record Login(@Nullable HttpSession session) {
    static Login of(HttpServletRequest request) {
        return new Login(request.getSession(false));
    }

    /** False once its session has ended. */
    boolean holds() {
        try {
            return session == null || session.getCreationTime() >= 0;
        } catch (IllegalStateException _) {
            return false;
        }
    }
}
