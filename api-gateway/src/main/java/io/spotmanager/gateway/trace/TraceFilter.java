package io.spotmanager.gateway.trace;

import io.spotmanager.domain.trace.Span;
import io.spotmanager.domain.trace.SpanKind;
import io.spotmanager.domain.trace.TraceAttribute;
import io.spotmanager.domain.trace.Tracing;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Gives each request to the API a span below what its headers say. It tells the route and not the path, because people write paths.
 * Listeners to events have none: they are never answered.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TraceFilter extends OncePerRequestFilter {
    private static final String API = "/api/";
    private static final String EVENTS = "/api/events";
    private static final int FIRST_FAILURE_OF_OURS = 500;

    /** Others are one word, as the convention wants: anybody can invent a method. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    private static final String OTHER = "_OTHER";

    private final Tracing tracing;

    TraceFilter(Tracing tracing) {
        this.tracing = tracing;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        if (!tracing.isOn()) {
            return true;
        }
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return !path.startsWith(API) || path.equals(EVENTS);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var method = METHODS.contains(request.getMethod()) ? request.getMethod() : OTHER;
        var span = tracing.begin(
                        SpanKind.SERVER, name(method), SentTrace.of(request).orElse(null))
                .with(TraceAttribute.METHOD, method)
                .with(TraceAttribute.SCHEME, request.getScheme());
        try {
            span.run(() -> {
                chain.doFilter(request, response);
                return answered(span, method, request, response);
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private static Span answered(Span span, String method, HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route) {
            span.named(name(method) + " " + route).with(TraceAttribute.ROUTE, route);
        }
        var status = response.getStatus();
        span.with(TraceAttribute.STATUS, status);
        return status >= FIRST_FAILURE_OF_OURS ? span.failed(String.valueOf(status)) : span;
    }

    private static String name(String method) {
        return method.equals(OTHER) ? "HTTP" : method;
    }
}
