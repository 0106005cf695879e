package io.spotmanager.gateway.security.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.spotmanager.gateway.security.CookieNames;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.CookieSerializer.CookieValue;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.stereotype.Component;

/**
 * A browser's cookie holds a random secret, and the session's id is the hash of it. So whoever reads the table of sessions, or a
 * backup of it, can use none.
 */
@Component
class SessionCookies implements SessionIdGenerator, HttpSessionIdResolver {
    private static final int SECRET_BYTES = 32;
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final SecureRandom random = new SecureRandom();
    private final CookieSerializer plain;
    private final CookieSerializer overTls;
    private final CookieSerializer belowAPath;

    /** The secrets of new sessions, by their hash, until the response of the same request has set the cookie. */
    private final Cache<String, String> unsent =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build();

    SessionCookies(ServerProperties server) {
        var cookie = server.getServlet().getSession().getCookie();
        var name = Objects.requireNonNull(cookie.getName());
        plain = serializer(name);
        overTls = serializer(CookieNames.HOST + name);
        belowAPath = serializer(CookieNames.SECURE + name);
    }

    private static CookieSerializer serializer(String name) {
        var cookies = new DefaultCookieSerializer();
        cookies.setCookieName(name);
        cookies.setUseBase64Encoding(false);
        cookies.setSameSite("Strict");
        return cookies;
    }

    private CookieSerializer of(HttpServletRequest request) {
        return switch (CookieNames.prefix(request)) {
            case CookieNames.HOST -> overTls;
            case CookieNames.SECURE -> belowAPath;
            default -> plain;
        };
    }

    @Override
    public String generate() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var id = hash(secret);
        unsent.put(id, secret);
        return id;
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        return of(request).readCookieValues(request).stream()
                .filter(SECRET.asMatchPredicate())
                .map(SessionCookies::hash)
                .toList();
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String id) {
        var secret = unsent.asMap().remove(id);
        if (secret != null) {
            of(request).writeCookieValue(new CookieValue(request, response, secret));
        }
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        of(request).writeCookieValue(new CookieValue(request, response, ""));
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
