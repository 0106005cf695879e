package io.spotmanager.gateway.security;

import io.spotmanager.gateway.security.limit.TooManyFailuresException;
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
        if (cause instanceof TooManyFailuresException tooMany) {
            ProblemAnswer.tooManyFailures(response, tooMany);
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Spot Manager\"");
        ProblemAnswer.write(
                response,
                HttpStatus.UNAUTHORIZED,
                "not-logged-in",
                "Nothing was done. Send HTTP basic credentials or a token that is still good, or log in at /login and send the session cookie.");
    }
}
