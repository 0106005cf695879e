package io.spotmanager.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** Tells who is logged in but may not do this what is missing, and who is not how to log in. */
final class ProblemDeniedHandler implements AccessDeniedHandler {
    private final ProblemEntryPoint login;

    ProblemDeniedHandler(ProblemEntryPoint login) {
        this.login = login;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException {
        if (cause instanceof CsrfException && isScriptWithoutCredentials(request)) {
            login.commence(request, response, new InsufficientAuthenticationException("no credentials", cause));
            return;
        }
        var text = cause instanceof CsrfException
                ? "Nothing was done. With a session cookie, send the header and token that GET /api/me names under csrf."
                : "Nothing was done. Your role does not allow it; viewers read, operators move hosts, admins see to the service.";
        ProblemAnswer.write(response, HttpStatus.FORBIDDEN, "not-allowed", text);
    }

    private static boolean isScriptWithoutCredentials(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/")
                && SecurityContextHolder.getContext().getAuthentication() == null;
    }
}
