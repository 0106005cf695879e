package io.spotmanager.gateway.security;

import io.spotmanager.gateway.problem.ProblemAnswer;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.limit.LoginLaterException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Returns 401 with the accepted credentials for a request without valid ones, and 429 if a log-in may be tried later. */
final class ProblemEntryPoint implements AuthenticationEntryPoint {
    private static final Set<String> BY_A_PAGE = Set.of("cors", "same-origin");

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        if (cause instanceof LoginLaterException later) {
            later(request, response, later);
            return;
        }
        if (!isSentByAPage(request)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Spot Manager\"");
        }
        ProblemAnswer.write(
                request,
                response,
                ProblemType.NOT_LOGGED_IN.with(
                        "Nothing was done. Send HTTP basic credentials or a valid token, or log in at /login and send the session cookie."));
    }

    static void later(HttpServletRequest request, HttpServletResponse response, LoginLaterException cause)
            throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(cause.seconds()));
        ProblemAnswer.write(
                request, response, ProblemType.TOO_MANY_REQUESTS.with("Nothing was done. " + cause.getMessage()));
    }

    /** True for a request of the board, which shows the login page itself. Without this, the browser would open its own password window. */
    private static boolean isSentByAPage(HttpServletRequest request) {
        var mode = request.getHeader("Sec-Fetch-Mode");
        return request.getHeader("X-Requested-With") != null || (mode != null && BY_A_PAGE.contains(mode));
    }
}
