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
 * Tells who is logged in but may not do this what is missing, and who is not how to log in. What nobody may do since it is
 * not there is denied like the rest, and said to be not there.
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
                        "Nothing was done. Your role does not allow it; viewers read, operators move hosts, admins see to the service.");
            case RouteLookup.Found.OtherMethods(var methods) -> {
                response.setHeader(HttpHeaders.ALLOW, String.join(", ", methods));
                refuse(
                        response,
                        ProblemType.METHOD_NOT_ALLOWED,
                        "Nothing was done. This address takes %s.".formatted(String.join(", ", methods)));
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
                            : "Nothing was done. The browser says that a page of another site has sent this.");
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
