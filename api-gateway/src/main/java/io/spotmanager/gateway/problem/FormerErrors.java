package io.spotmanager.gateway.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Adds to the problems of the former tool's routes what its scripts read: {@code error}, the sentence, and {@code success}. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class FormerErrors implements ResponseBodyAdvice<Object> {
    private static final Pattern ROUTES = Pattern.compile(
            "/api/((aggregates|contract-aggregates|host-vms|openstack|hyperstack|clear-cache)/.*|gpu-types|preview-migration|execute-migration"
                    + "|get-target-aggregate|command-log|preview-runpod-launch|execute-runpod-launch|refresh-all-data|clear-cache|clear-log"
                    + "|cache-status|parallel-test|parallel-cache-status)");

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body instanceof ProblemDetail problem && request instanceof ServletServerHttpRequest servlet) {
            complete(servlet.getServletRequest(), problem);
        }
        return body;
    }

    /** Adds them if the request is for one of these routes. */
    static void complete(HttpServletRequest request, ProblemDetail problem) {
        if (ROUTES.matcher(path(request)).matches()) {
            problem.setProperty("error", sentence(problem));
            problem.setProperty("success", false);
        }
    }

    /** As it was asked for, below the path under which the gateway is reached; empty for a request line that has none. */
    private static String path(HttpServletRequest request) {
        var failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var path = failed instanceof String uri ? uri : request.getRequestURI();
        var prefix = request.getContextPath();
        return path == null ? "" : path.startsWith(prefix) ? path.substring(prefix.length()) : path;
    }

    private static String sentence(ProblemDetail problem) {
        var detail = Objects.requireNonNullElse(problem.getDetail(), "");
        var properties = problem.getProperties();
        return properties != null
                        && properties.get(FieldProblem.MEMBER) instanceof List<?> fields
                        && detail.contains("listed in errors")
                ? fields.stream()
                        .map(FieldProblem.class::cast)
                        .map(field -> "%s %s.".formatted(field.field(), field.message()))
                        .collect(Collectors.joining(" "))
                : detail;
    }
}
