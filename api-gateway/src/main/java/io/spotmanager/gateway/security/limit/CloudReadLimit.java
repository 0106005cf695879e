package io.spotmanager.gateway.security.limit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Limits the requests of one user that call a cloud, because all users and workers share the cloud's rate limit. */
@Component
class CloudReadLimit implements HandlerInterceptor, WebMvcConfigurer {
    /** The paths that call a cloud instead of the database. */
    private static final String[] PATHS = {
        "/api/preview-runpod-launch",
        "/api/preview-runpod-retire",
        "/api/preview-runpod-adopt",
        "/api/hyperstack/images",
        "/api/hyperstack/firewalls/*",
        "/api/hyperstack/firewalls/*/preview-attach",
        "/api/hyperstack/firewall/*",
        "/api/openstack/**",
        "/api/reconciliation/**",
        "/api/approvals/*/comparison",
        "/api/approvals/*/approve"
    };

    /** Those that call Hyperstack, whose limit counts addresses and is much smaller than that of our own cloud. */
    private static final String[] VENDOR_PATHS = {
        "/api/preview-runpod-launch",
        "/api/preview-runpod-retire",
        "/api/preview-runpod-adopt",
        "/api/hyperstack/images",
        "/api/hyperstack/firewalls/*",
        "/api/hyperstack/firewalls/*/preview-attach",
        "/api/hyperstack/firewall/*",
        "/api/reconciliation",
        "/api/approvals/*/comparison",
        "/api/approvals/*/approve"
    };

    private final UserLimit limit;
    private final UserLimit vendorLimit;

    CloudReadLimit(LimitSettings settings, SharedLimits limits) {
        this.limit = new UserLimit(
                limits,
                "cloud-read",
                settings.cloudReadsPerSecond(),
                Duration.ofSeconds(1),
                settings.cloudReadsAtOnce());
        this.vendorLimit = new UserLimit(
                limits,
                "vendor-read",
                settings.vendorReadsPerMinute(),
                Duration.ofMinutes(1),
                settings.vendorReadsAtOnce());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(PATHS);
        registry.addInterceptor(new VendorReads()).addPathPatterns(VENDOR_PATHS);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var user = request.getRemoteUser();
        if (user != null) {
            limit.take(user, "Nothing was done. %s sends too many requests that call a cloud. Try again in %d s.");
        }
        return true;
    }

    /** The second limit, for some of the paths. */
    private final class VendorReads implements HandlerInterceptor {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            var user = request.getRemoteUser();
            if (user != null) {
                vendorLimit.take(
                        user,
                        "Nothing was done. %s sends too many requests that call Hyperstack, such as previews of launches. Try again in %d s.");
            }
            return true;
        }
    }
}
