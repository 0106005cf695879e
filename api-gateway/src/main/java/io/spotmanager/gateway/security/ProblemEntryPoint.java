package io.spotmanager.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Tells a script without valid credentials what to send. */
final class ProblemEntryPoint implements AuthenticationEntryPoint {
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Spot Manager\"");
        ProblemAnswer.write(
                response,
                HttpStatus.UNAUTHORIZED,
                "not-logged-in",
                "Nothing was done. Send HTTP basic credentials, or log in at /login and send the session cookie.");
    }
}
