package io.spotmanager.gateway.security.token;

import io.spotmanager.gateway.security.Role;
import io.spotmanager.gateway.security.Sha256;
import io.spotmanager.gateway.security.token.ApiToken.Origin;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All API tokens, including expired and revoked ones. */
@Component
class ApiTokens implements ApiTokenAuthenticator {
    private static final String PREFIX = "spot_";
    private static final int SECRET_BYTES = 32;

    /** @param text the token that the script has to send; it cannot be read again */
    record Made(String text, ApiToken token) {}

    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();

    ApiTokens(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return empty if a token with this name exists that is not revoked */
    Optional<Made> make(String name, Role role, Duration life, List<String> addresses, String by) {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        var text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return jdbc.sql("""
                insert into api_token (id, name, role, token_hash, created_by, expires_at, addresses)
                values (:id, :name, :role, :hash, :by, now() + :seconds * interval '1 second',
                        string_to_array(nullif(:addresses, ''), ',')::inet[])
                on conflict (name) where revoked_at is null do nothing
                returning *
                """)
                .param("id", UUID.randomUUID())
                .param("name", name)
                .param("role", role.name())
                .param("hash", hash(text))
                .param("by", by)
                .param("seconds", life.toSeconds())
                .param("addresses", String.join(",", addresses))
                .query(ApiTokens::token)
                .optional()
                .map(token -> new Made(text, token));
    }

    /** Newest first, the expired and revoked ones too. */
    List<ApiToken> all() {
        return jdbc.sql("select * from api_token order by created_at desc, id")
                .query(ApiTokens::token)
                .list();
    }

    /** @return its name; empty if there is no such token, or it is already revoked */
    Optional<String> revoke(UUID id, String by) {
        return jdbc.sql("""
                update api_token set revoked_by = ?, revoked_at = now() where id = ? and revoked_at is null returning name
                """).params(by, id).query(String.class).optional();
    }

    @Override
    public Optional<ApiTokenAuthentication> login(String text, String address) {
        return jdbc.sql("""
                select id, name, role, created_by, coalesce(last_used_at < now() - interval '1 minute', true) as used
                from api_token
                where token_hash = :hash and revoked_at is null and expires_at > now()
                  and (addresses is null or :address::inet <<= any (addresses))
                """)
                .param("hash", hash(text))
                .param("address", IpNetwork.plain(address).orElse(null))
                .query((row, number) -> {
                    if (row.getBoolean("used")) {
                        noteUse(row.getObject("id", UUID.class));
                    }
                    return ApiTokenAuthentication.ofOurs(
                            row.getString("name"), Role.valueOf(row.getString("role")), row.getString("created_by"));
                })
                .optional();
    }

    private void noteUse(UUID id) {
        jdbc.sql("update api_token set last_used_at = now() where id = ?")
                .param(id)
                .update();
    }

    /** A secret of 256 random bits cannot be guessed, so a fast hash is enough. */
    private static String hash(String text) {
        return Sha256.of(text);
    }

    private static ApiToken token(ResultSet row, int number) throws SQLException {
        var revokedAt = time(row, "revoked_at");
        return new ApiToken(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                new Origin(
                        row.getString("created_by"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                addresses(row),
                time(row, "last_used_at"),
                revokedAt == null ? null : new Origin(row.getString("revoked_by"), revokedAt));
    }

    private static @Nullable List<String> addresses(ResultSet row) throws SQLException {
        var array = row.getArray("addresses");
        return array == null
                ? null
                : Arrays.stream((Object[]) array.getArray())
                        .map(String::valueOf)
                        .toList();
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }
}
