package io.spotmanager.workflow.management;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets requests without the token read the health of the worker and nothing else. Every other path is closed, known or not, so that an
 * endpoint that is added later is closed too.
 */
final class MetricsTokenFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final Set<String> OPEN = Set.of(
            "/health",
            "/health/ready",
            "/health/dependencies",
            "/actuator/health",
            "/actuator/health/liveness",
            "/actuator/health/readiness");
    private static final Principal READER = () -> "metrics";

    private final transient MetricsToken token;

    MetricsTokenFilter(MetricsToken token) {
        this.token = token;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var presented = MetricsToken.presentedIn(request);
        if (presented.filter(token::matches).isPresent()) {
            chain.doFilter(named(request), response);
        } else if (isOpen(request)) {
            chain.doFilter(request, response);
        } else {
            refuse(response, presented.isPresent());
        }
    }

    /** Compares the path as it was sent: another spelling of an open path is closed, whatever it would lead to. */
    private static boolean isOpen(HttpServletRequest request) {
        return Set.of("GET", "HEAD").contains(request.getMethod())
                && OPEN.contains(request.getRequestURI()
                        .substring(request.getContextPath().length()));
    }

    /** With a name on the request, the health shows what it consists of. */
    private static HttpServletRequest named(HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public Principal getUserPrincipal() {
                return READER;
            }
        };
    }

    private void refuse(HttpServletResponse response, boolean wrong) throws IOException {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader(
                "WWW-Authenticate", "Bearer realm=\"Spot Manager\"" + (wrong ? ", error=\"invalid_token\"" : ""));
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/problem+json");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter()
                .write(JsonMapper.shared()
                        .createObjectNode()
                        .put("type", "urn:spot-manager:problem:not-logged-in")
                        .put("title", "Authentication is required")
                        .put("status", HttpServletResponse.SC_UNAUTHORIZED)
                        .put("detail", wayIn(wrong))
                        .toString());
    }

    private String wayIn(boolean wrong) {
        if (!token.isSet()) {
            return "Only /health is open here: this worker has no token for its metrics. Set %s or %s at the worker, restart it, and send the token as 'Authorization: Bearer TOKEN'."
                    .formatted(MetricsToken.SETTING, MetricsToken.FILE_SETTING);
        }
        return "%s Send the token in %s of this worker as 'Authorization: Bearer TOKEN'. Only /health is open without it."
                .formatted(
                        wrong ? "The token is not that of this worker." : "A token is needed.", MetricsToken.SETTING);
    }
}
