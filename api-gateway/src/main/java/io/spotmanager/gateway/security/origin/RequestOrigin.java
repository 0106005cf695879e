package io.spotmanager.gateway.security.origin;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Where a request comes from.
 *
 * @param address of the caller, or of the proxy in front of us if none is trusted
 * @param requestId as the answer names it in {@code X-Request-Id}
 */
public record RequestOrigin(String address, String requestId) {
    /** Returns that of the request which the calling thread answers; empty in a thread of our own. */
    public static Optional<RequestOrigin> current() {
        return request()
                .map(request ->
                        new RequestOrigin(request.getRemoteAddr(), orElse(request.getAttribute(RequestIds.ATTRIBUTE))));
    }

    /** Returns that of a request which may not have come to a filter, and then has no id. */
    public static RequestOrigin of(ServletRequest request, String address) {
        return new RequestOrigin(address, orElse(request.getAttribute(RequestIds.ATTRIBUTE)));
    }

    /** Returns true if the calling thread answers a request with a password or token in its header. */
    public static boolean hasCredentialsInItsHeader() {
        return request()
                .map(request -> request.getHeader(HttpHeaders.AUTHORIZATION))
                .isPresent();
    }

    private static Optional<HttpServletRequest> request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.of(attributes.getRequest())
                : Optional.empty();
    }

    private static String orElse(@Nullable Object id) {
        return id instanceof String text ? text : "";
    }
}
