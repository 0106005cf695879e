package io.spotmanager.gateway.security;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The prefixes of cookie names, which browsers enforce: a cookie of that name can be set over TLS alone, and with {@link #HOST} by no
 * neighbouring host. Without TLS there is no prefix, because browsers would refuse the cookie.
 */
public final class CookieNames {
    public static final String HOST = "__Host-";

    /** Below a context path, where {@link #HOST} is not possible: it needs the path {@code /}. */
    public static final String SECURE = "__Secure-";

    private CookieNames() {}

    /** Returns the prefix for the cookies of a request; empty without TLS. */
    public static String prefix(HttpServletRequest request) {
        if (!request.isSecure()) {
            return "";
        }
        return request.getContextPath().isEmpty() ? HOST : SECURE;
    }
}
