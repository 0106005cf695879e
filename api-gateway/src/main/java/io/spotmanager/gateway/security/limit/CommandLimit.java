package io.spotmanager.gateway.security.limit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Limits the rate of commands per user, mainly against scripts in a loop. */
@Component
class CommandLimit implements HandlerInterceptor, WebMvcConfigurer {
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final UserLimit limit;

    CommandLimit(LimitSettings settings, SharedLimits limits) {
        this.limit = new UserLimit(
                limits, "command", settings.commandsPerSecond(), Duration.ofSeconds(1), settings.commandsAtOnce());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**").excludePathPatterns("/api/preview-*");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var user = request.getRemoteUser();
        if (user != null && !READS.contains(request.getMethod())) {
            limit.take(
                    user,
                    "Nothing was done. %s sends commands faster than allowed. Try again in %d s, with the same Idempotency-Key if you sent one.");
        }
        return true;
    }
}
