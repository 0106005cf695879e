package io.spotmanager.gateway.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.spotmanager.gateway.security.limit.KeyedHash;
import java.security.SecureRandom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Caches successful password checks for five minutes, so that scripts which send their password with every request do not pay for
 * bcrypt each time. The cache has only a keyed hash; its key exists in this process only. Wrong passwords are not cached.
 */
final class CachingPasswordEncoder implements PasswordEncoder {
    private final PasswordEncoder encoder;
    private final KeyedHash hash;
    private final Cache<String, Boolean> right = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    CachingPasswordEncoder(PasswordEncoder encoder, SecureRandom random) {
        this.encoder = encoder;
        this.hash = new KeyedHash(random);
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return encoder.encode(password);
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
        var digest = hash.of(String.valueOf(encoded), String.valueOf(password));
        if (right.getIfPresent(digest) != null) {
            return true;
        }
        var matches = encoder.matches(password, encoded);
        if (matches) {
            right.put(digest, true);
        }
        return matches;
    }

    @Override
    public boolean upgradeEncoding(@Nullable String encoded) {
        return encoder.upgradeEncoding(encoded);
    }
}
