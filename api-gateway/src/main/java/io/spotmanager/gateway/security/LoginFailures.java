package io.spotmanager.gateway.security;

import io.spotmanager.gateway.security.limit.LoginLaterException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Answers a failed login of the login page: back to the form, or 429 if it may be tried later. */
final class LoginFailures implements AuthenticationFailureHandler {
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        if (cause instanceof LoginLaterException later) {
            ProblemEntryPoint.later(request, response, later);
        } else {
            response.sendRedirect(request.getContextPath() + "/login?error");
        }
    }
}
