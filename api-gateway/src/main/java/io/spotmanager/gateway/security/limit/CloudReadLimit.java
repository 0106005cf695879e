package io.spotmanager.gateway.security.limit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Limits the requests of one user that call a cloud, because all users and workers share the cloud's rate limit. */
@Component
class CloudReadLimit implements HandlerInterceptor, WebMvcConfigurer {
    /** The paths that call a cloud instead of the database. */
    private static final String[] PATHS = {
        "/api/preview-runpod-launch", "/api/hyperstack/images", "/api/openstack/**", "/api/reconciliation/**"
    };

    private final UserLimit limit;

    CloudReadLimit(LimitSettings settings, SharedLimits limits) {
        this.limit = new UserLimit(limits, "cloud-read", settings.cloudReadsPerSecond(), settings.cloudReadsAtOnce());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(PATHS);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var user = request.getRemoteUser();
        if (user != null) {
            limit.take(user, "Nothing was done. %s sends too many requests that call a cloud. Try again in %d s.");
        }
        return true;
    }
}
