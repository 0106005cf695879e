package io.spotmanager.gateway.security.limit;

import io.github.bucket4j.TimeMeter;
import io.spotmanager.gateway.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Slows down a user who commands faster than any plan of theirs could need: a script in a loop, mostly. */
@Component
class CommandLimit implements HandlerInterceptor, WebMvcConfigurer {
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final Optional<Buckets> buckets;

    @Autowired
    CommandLimit(LimitSettings settings) {
        this(settings, TimeMeter.SYSTEM_NANOTIME);
    }

    CommandLimit(LimitSettings settings, TimeMeter clock) {
        this.buckets = settings.commandsPerSecond() == 0
                ? Optional.empty()
                : Optional.of(new Buckets(
                        settings.commandsAtOnce(),
                        Duration.ofSeconds(1).dividedBy(settings.commandsPerSecond()),
                        clock));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**").excludePathPatterns("/api/preview-*");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var user = request.getRemoteUser();
        if (user != null && !READS.contains(request.getMethod())) {
            buckets.ifPresent(limits -> take(limits, user));
        }
        return true;
    }

    private static void take(Buckets limits, String user) {
        if (!limits.of(user).tryConsume(1)) {
            var seconds = limits.secondsToWait(user);
            throw ProblemType.TOO_MANY_REQUESTS
                    .because(
                            "Nothing was done. %s sends commands faster than allowed; go on in %d s, with the same Idempotency-Key if there was one."
                                    .formatted(user, seconds))
                    .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        }
    }
}
