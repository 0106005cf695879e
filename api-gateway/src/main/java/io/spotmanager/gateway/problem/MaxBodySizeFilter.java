package io.spotmanager.gateway.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Returns 413 for a body that is larger than 64 KiB, before it is held in memory. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class MaxBodySizeFilter extends OncePerRequestFilter {
    /** The form of the login page has the same limit, in {@code server.tomcat.max-http-form-post-size}. */
    static final int MOST = 64 * 1024;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MOST) {
            ProblemAnswer.write(response, refusal());
        } else {
            chain.doFilter(new SizeLimitedRequest(request, MOST), response);
        }
    }

    static ProblemDetail refusal() {
        return ProblemType.BODY_TOO_LONG.with(
                "Nothing was done. A request body may have at most %d bytes.".formatted(MOST));
    }
}
