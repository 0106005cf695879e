package io.spotmanager.gateway.security.rights;

import io.spotmanager.workflow.operation.OperationStore;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Refuses what reaches further than the limits of the caller, before its controller sees the request. */
@Component
class ReachGuard implements HandlerInterceptor, WebMvcConfigurer {
    private final CallerLimits limits;
    private final OperationStore operations;

    ReachGuard(CallerLimits limits, OperationStore operations) {
        this.limits = limits;
        this.operations = operations;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    /** A request that names nothing, or an operation that is unknown, goes on: its controller says so. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getUserPrincipal() instanceof Authentication user) {
            switch (reachOf(request)) {
                case NOTHING, BODY -> {} // a body is looked at as soon as it has been read
                case HOST ->
                    Optional.ofNullable(request.getParameter("host"))
                            .ifPresent(host -> limits.require(user, Touched.host(host)));
                case OPERATION ->
                    operation(request)
                            .flatMap(operations::find)
                            .ifPresent(operation -> limits.require(user, operation.command()));
                case FLEET -> limits.requireNone(user);
            }
        }
        return true;
    }

    /** Refuses a body that names what the limits of the caller lack. */
    void check(HttpServletRequest request, Object body) {
        if (reachOf(request) != Reach.BODY || !(request.getUserPrincipal() instanceof Authentication user)) {
            return;
        }
        if (!(body instanceof Touched.Body named)) {
            throw new IllegalStateException("%s does not say what it acts on".formatted(body.getClass()));
        }
        var touched = named.touched();
        if (!touched.isNothing()) {
            limits.require(user, touched);
        }
    }

    private static Reach reachOf(HttpServletRequest request) {
        return Reach.of(
                request.getMethod(),
                String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)));
    }

    private static Optional<UUID> operation(HttpServletRequest request) {
        try {
            return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                    ? Optional.ofNullable(variables.get("id"))
                            .map(String::valueOf)
                            .map(UUID::fromString)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
