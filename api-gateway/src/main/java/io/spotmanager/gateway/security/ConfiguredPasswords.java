package io.spotmanager.gateway.security;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The hashes of the passwords in the settings, kept in PostgreSQL so that every gateway has the same, although each salt is random. */
final class ConfiguredPasswords {
    private static final int TRIES = 10;

    private final JdbcClient database;
    private final PasswordEncoder encoder;

    ConfiguredPasswords(JdbcClient database, PasswordEncoder encoder) {
        this.database = database;
        this.encoder = encoder;
    }

    /** Returns the hash that all gateways with this password have. Makes it if there is none, or only one of another password. */
    String hash(String user, String password) {
        @Nullable String made = null;
        for (var tries = 0; tries < TRIES; tries++) {
            var kept = kept(user);
            if (kept.isPresent() && (kept.get().equals(made) || isOf(password, kept.get()))) {
                return kept.get();
            }
            if (made == null) {
                made = Objects.requireNonNull(encoder.encode(password));
            }
            keep(user, made, kept.orElse(""));
        }
        throw new IllegalStateException(
                "The password of user %s is changed all the time by other gateways: give all gateways the same SPOT_*_PASSWORD."
                        .formatted(user));
    }

    private boolean isOf(String password, String hash) {
        return encoder.matches(password, hash) && !encoder.upgradeEncoding(hash);
    }

    private Optional<String> kept(String user) {
        return database.sql("select password_hash from configured_user where name = ?")
                .param(user)
                .query(String.class)
                .optional();
    }

    /** Changes nothing if another gateway did so since {@code seen} was read. */
    private void keep(String user, String hash, String seen) {
        database.sql("""
                        insert into configured_user as u (name, password_hash) values (:name, :hash)
                        on conflict (name) do update set password_hash = excluded.password_hash, since = now()
                        where u.password_hash = :seen""")
                .param("name", user)
                .param("hash", hash)
                .param("seen", seen)
                .update();
    }
}
