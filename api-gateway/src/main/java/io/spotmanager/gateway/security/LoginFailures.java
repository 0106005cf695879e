package io.spotmanager.gateway.security;

import io.spotmanager.gateway.security.limit.TooManyFailuresException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Answers a failed login of the login page: back to the form, or 429 after too many failures. */
final class LoginFailures implements AuthenticationFailureHandler {
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        if (cause instanceof TooManyFailuresException tooMany) {
            ProblemEntryPoint.tooManyFailures(response, tooMany);
        } else {
            response.sendRedirect(request.getContextPath() + "/login?error");
        }
    }
}
