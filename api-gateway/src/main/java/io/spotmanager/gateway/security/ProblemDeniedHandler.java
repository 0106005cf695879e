package io.spotmanager.gateway.security;

import io.spotmanager.gateway.problem.ProblemAnswer;
import io.spotmanager.gateway.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Returns 403 with the missing role for authenticated callers and 401 for anonymous ones. Returns 404 or 405 if the path or the
 * method does not exist, because access to unknown paths is denied first.
 */
final class ProblemDeniedHandler implements AccessDeniedHandler {
    private final ProblemEntryPoint login;
    private final RouteLookup addresses;

    ProblemDeniedHandler(ProblemEntryPoint login, RouteLookup addresses) {
        this.login = login;
        this.addresses = addresses;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException {
        if (cause instanceof CsrfException) {
            refuseUnproven(request, response, cause);
            return;
        }
        switch (addresses.find(request)) {
            case RouteLookup.Found.Something() ->
                refuse(
                        response,
                        ProblemType.NOT_ALLOWED,
                        "Nothing was done. Your role does not allow it. Viewers read, operators move hosts, admins manage the service.");
            case RouteLookup.Found.OtherMethods(var methods) -> {
                response.setHeader(HttpHeaders.ALLOW, String.join(", ", methods));
                refuse(
                        response,
                        ProblemType.METHOD_NOT_ALLOWED,
                        "Nothing was done. This path accepts %s.".formatted(String.join(", ", methods)));
            }
            case RouteLookup.Found.Nothing() -> ProblemAnswer.write(response, ProblemType.nothingHere());
        }
    }

    private void refuseUnproven(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException {
        if (isScriptWithoutCredentials(request)) {
            login.commence(request, response, new InsufficientAuthenticationException("no credentials", cause));
        } else {
            refuse(
                    response,
                    ProblemType.NOT_ALLOWED,
                    request.getHeader(HttpHeaders.AUTHORIZATION) == null
                            ? "Nothing was done. With a session cookie, send the header and token that GET /api/me names under csrf."
                            : "Nothing was done. According to the browser, a page of another site sent this request.");
        }
    }

    private static void refuse(HttpServletResponse response, ProblemType type, String detail) throws IOException {
        ProblemAnswer.write(response, type.with(detail));
    }

    private static boolean isScriptWithoutCredentials(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/")
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && SecurityContextHolder.getContext().getAuthentication() == null;
    }
}
