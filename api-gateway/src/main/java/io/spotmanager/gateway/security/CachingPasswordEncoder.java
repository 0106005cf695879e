package io.spotmanager.gateway.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Caches successful password checks for five minutes, so that scripts which send their password with every request do not pay for
 * bcrypt each time. The cache has only a keyed hash; its key exists in this process only. Wrong passwords are not cached.
 */
final class CachingPasswordEncoder implements PasswordEncoder {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final PasswordEncoder encoder;
    private final SecretKeySpec key;
    private final Cache<String, Boolean> right = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    CachingPasswordEncoder(PasswordEncoder encoder, SecureRandom random) {
        this.encoder = encoder;
        var bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return encoder.encode(password);
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
        var digest = digest(encoded + "\n" + password);
        if (right.getIfPresent(digest) != null) {
            return true;
        }
        var matches = encoder.matches(password, encoded);
        if (matches) {
            right.put(digest, true);
        }
        return matches;
    }

    private String digest(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
