package io.spotmanager.gateway.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Returns 413 for a body that is too large, before it is held in memory: 64 KiB, and 1 MiB for a plan or for
 * decisions, which have up to 1,000 operations. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class MaxBodySizeFilter extends OncePerRequestFilter {
    /** The form of the login page has the same limit, in {@code server.tomcat.max-http-form-post-size}. */
    static final int MOST = 64 * 1024;

    private static final int MOST_OF_MANY = 1024 * 1024;

    private static final Set<String> OF_MANY = Set.of("/api/plans", "/api/decisions");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > most(request)) {
            ProblemAnswer.write(request, response, refusal(request));
        } else {
            chain.doFilter(new SizeLimitedRequest(request, most(request)), response);
        }
    }

    private static int most(HttpServletRequest request) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return OF_MANY.contains(path) ? MOST_OF_MANY : MOST;
    }

    static ProblemDetail refusal(HttpServletRequest request) {
        return ProblemType.BODY_TOO_LONG.with(
                "Nothing was done. A request body may have at most %d bytes.".formatted(most(request)));
    }
}
