package io.spotmanager.gateway.security.token;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.security.Role;
import io.spotmanager.gateway.security.Sha256;
import io.spotmanager.gateway.security.rights.Limit;
import io.spotmanager.gateway.security.rights.Limits;
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
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All API tokens, including expired and revoked ones. */
@Component
class ApiTokens implements ApiTokenAuthenticator, LiveTokens {
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
    Optional<Made> make(String name, Role role, Duration life, Narrowing narrowing, String by) {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        var text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return jdbc.sql("""
                insert into api_token (id, name, role, token_hash, created_by, expires_at, addresses, scopes, limits)
                values (:id, :name, :role, :hash, :by, now() + :seconds * interval '1 second',
                        string_to_array(nullif(:addresses, ''), ',')::inet[],
                        string_to_array(nullif(:scopes, ''), ','), nullif(:limits, '[]')::jsonb)
                on conflict (name) where revoked_at is null do nothing
                returning *
                """)
                .param("id", UUID.randomUUID())
                .param("name", name)
                .param("role", role.name())
                .param("hash", narrowing.isNone() ? hash(text) : narrowedHash(text))
                .param("by", by)
                .param("seconds", life.toSeconds())
                .param("addresses", String.join(",", narrowing.addresses()))
                .param(
                        "scopes",
                        narrowing.scopes().stream().map(TokenScope::name).collect(Collectors.joining(",")))
                .param("limits", Json.MAPPER.writeValueAsString(narrowing.limits()))
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

    /** @param used a minute ago or longer */
    private record Found(UUID id, boolean used, ApiTokenAuthentication login) {}

    @Override
    public Optional<ApiTokenAuthentication> login(String text, String address) {
        var found = find(text, address);
        found.filter(Found::used).ifPresent(each -> noteUse(each.id()));
        return found.map(Found::login);
    }

    private Optional<Found> find(String text, String address) {
        return jdbc.sql("""
                select id, name, role, created_by, scopes, limits, expires_at,
                       coalesce(last_used_at < now() - interval '1 minute', true) as used
                from api_token
                where token_hash in (:hash, :narrowed) and revoked_at is null and expires_at > now()
                  and (addresses is null or :address::inet <<= any (addresses))
                """)
                .param("hash", hash(text))
                .param("narrowed", narrowedHash(text))
                .param("address", IpNetwork.plain(address).orElse(null))
                .query((row, number) ->
                        new Found(row.getObject("id", UUID.class), row.getBoolean("used"), authentication(row)))
                .optional();
    }

    private static ApiTokenAuthentication authentication(ResultSet row) throws SQLException {
        var scopes = scopes(row);
        var limits = limits(row);
        return ApiTokenAuthentication.ofOurs(
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getString("created_by"),
                scopes == null ? null : Set.copyOf(scopes),
                limits == null ? Limits.NONE : new Limits(limits),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    @Override
    public Optional<Role> role(String name, String owner, Instant made) {
        return jdbc.sql("""
                select role from api_token
                where 'token:' || name = :name and created_by = :owner and created_at <= :made::timestamptz
                  and revoked_at is null and expires_at > now()
                """)
                .param("name", name)
                .param("owner", owner)
                .param("made", made.toString())
                .query(String.class)
                .optional()
                .map(Role::valueOf);
    }

    @Override
    public List<String> madeBy(String owner) {
        return jdbc.sql("select distinct 'token:' || name as name from api_token where created_by = ?")
                .param(owner)
                .query((row, number) -> row.getString("name"))
                .list();
    }

    /** No request waits for a row that another session has locked: a later one notes its use. */
    private void noteUse(UUID id) {
        jdbc.sql("""
                update api_token set last_used_at = now()
                where id in (select id from api_token where id = ? for no key update skip locked)
                """).param(id).update();
    }

    /** A secret of 256 random bits cannot be guessed, so a fast hash is enough. */
    private static String hash(String text) {
        return Sha256.of(text);
    }

    /** No text has a plain hash like this one, so a gateway that does not know of narrowed tokens never finds them. */
    private static String narrowedHash(String text) {
        return "narrowed:" + hash(text);
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
                scopes(row),
                limits(row),
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

    private static @Nullable List<TokenScope> scopes(ResultSet row) throws SQLException {
        var array = row.getArray("scopes");
        return array == null
                ? null
                : Arrays.stream((Object[]) array.getArray())
                        .map(String::valueOf)
                        .map(TokenScope::valueOf)
                        .toList();
    }

    private static @Nullable List<Limit> limits(ResultSet row) throws SQLException {
        var json = row.getString("limits");
        return json == null ? null : List.of(Json.MAPPER.readValue(json, Limit[].class));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }
}
