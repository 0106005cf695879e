package io.spotmanager.gateway.security.limit;

import io.spotmanager.gateway.security.CookieNames;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The cookie of a browser in which somebody has logged in. It lets nobody in; it only says that wrong passwords of others are not counted
 * against this browser. The database has its hash.
 */
final class DeviceCookie {
    static final Duration KEPT = Duration.ofDays(90);

    private static final String NAME = "spot_device";
    private static final int SECRET_BYTES = 32;
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    private DeviceCookie() {}

    /** @return the hash of its secret; empty without such a cookie */
    static String read(HttpServletRequest request) {
        var name = name(request);
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .filter(SECRET.asMatchPredicate())
                .map(DeviceCookie::hash)
                .findFirst()
                .orElse("");
    }

    /** Sets a new one. @return the hash of its secret */
    static String write(HttpServletRequest request, HttpServletResponse response, SecureRandom random) {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var path = request.getContextPath();
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name(request), secret)
                        .path(path.isEmpty() ? "/" : path)
                        .secure(request.isSecure())
                        .httpOnly(true)
                        .sameSite("Strict")
                        .maxAge(KEPT)
                        .build()
                        .toString());
        return hash(secret);
    }

    private static String name(HttpServletRequest request) {
        return CookieNames.prefix(request) + NAME;
    }

    private static String hash(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
