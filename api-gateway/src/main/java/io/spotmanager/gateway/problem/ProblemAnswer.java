package io.spotmanager.gateway.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** Writes problem details from filters, which run before the controllers. */
public final class ProblemAnswer {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ProblemAnswer() {}

    /** @param request its path decides whether scripts of the former tool read the answer */
    public static void write(HttpServletRequest request, HttpServletResponse response, ProblemDetail problem)
            throws IOException {
        FormerErrors.complete(request, problem);
        write(response, problem);
    }

    /** The same at every address, so that it tells nobody which there are. */
    public static void nothingHere(HttpServletResponse response) throws IOException {
        write(response, ProblemType.nothingHere());
    }

    private static void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        var json = JSON.createObjectNode()
                .put("type", String.valueOf(problem.getType()))
                .put("title", problem.getTitle())
                .put("status", problem.getStatus())
                .put("detail", problem.getDetail());
        var more = problem.getProperties();
        if (more != null) {
            more.forEach((name, value) -> json.set(name, JSON.valueToTree(value)));
        }
        response.getWriter().write(json.toString());
    }
}
