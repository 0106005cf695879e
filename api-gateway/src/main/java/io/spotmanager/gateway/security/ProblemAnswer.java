package io.spotmanager.gateway.security;

import io.spotmanager.gateway.security.limit.TooManyFailuresException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Problem details from the filters in front of the controllers. */
final class ProblemAnswer {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ProblemAnswer() {}

    static void tooManyFailures(HttpServletResponse response, TooManyFailuresException cause) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(cause.seconds()));
        write(
                response,
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-requests",
                "Nothing was done, and the password was not looked at: too many were wrong before. Try again in %d s."
                        .formatted(cause.seconds()));
    }

    static void write(HttpServletResponse response, HttpStatus status, String type, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter()
                .write(JSON.createObjectNode()
                        .put("type", "urn:spot-manager:problem:" + type)
                        .put("title", status.getReasonPhrase())
                        .put("status", status.value())
                        .put("detail", detail)
                        .toString());
    }
}
