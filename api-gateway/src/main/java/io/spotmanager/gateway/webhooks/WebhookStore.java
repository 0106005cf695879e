package io.spotmanager.gateway.webhooks;

import io.spotmanager.gateway.webhooks.Webhook.Filter;
import io.spotmanager.gateway.webhooks.Webhook.Format;
import io.spotmanager.gateway.webhooks.Webhook.Owner;
import io.spotmanager.gateway.webhooks.Webhook.Secrets;
import io.spotmanager.gateway.webhooks.Webhook.State;
import io.spotmanager.gateway.webhooks.Webhook.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The webhooks of the installation. */
@Component
class WebhookStore {
    private final JdbcClient jdbc;

    WebhookStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the transaction of the caller has ended, nobody else sets or deletes one. */
    void waitForAll() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('webhooks', 0))")
                .query((row, number) -> true)
                .single();
    }

    /** By name. */
    List<Webhook> all() {
        return jdbc.sql("select * from webhook order by name")
                .query(WebhookStore::webhook)
                .list();
    }

    Optional<Webhook> find(String name) {
        return jdbc.sql("select * from webhook where name = ?")
                .param(name)
                .query(WebhookStore::webhook)
                .optional();
    }

    Optional<Webhook> find(UUID id) {
        return jdbc.sql("select * from webhook where id = ?")
                .param(id)
                .query(WebhookStore::webhook)
                .optional();
    }

    /** @param secret of a new one; one that exists keeps its own */
    void set(String name, WebhookBody.Wish wish, String secret, Owner owner) {
        jdbc.sql("""
                insert into webhook as w (name, format, url, routing_key, kinds, pools, gpu_types, operations, secret, enabled,
                                          disabled_at, set_by, token_owner, set_at)
                values (:name, :format, :url, :routingKey, :kinds, :pools, :gpuTypes, :operations, :secret, :enabled,
                        case when not :enabled then :at end, :by, :tokenOwner, :at)
                on conflict (name) do update
                set format = excluded.format, url = excluded.url, routing_key = excluded.routing_key, kinds = excluded.kinds,
                    pools = excluded.pools, gpu_types = excluded.gpu_types, operations = excluded.operations,
                    enabled = excluded.enabled, disabled_why = null, disabled_at = excluded.disabled_at, resting = null,
                    failing_since = null, last_failure = null,
                    set_by = excluded.set_by, token_owner = excluded.token_owner, set_at = excluded.set_at
                """)
                .param("name", name)
                .param("format", wish.target().format().wire())
                .param("url", wish.target().url())
                .param("routingKey", wish.target().routingKey())
                .param("kinds", texts(wish.filter().events()))
                .param("pools", texts(wish.filter().pools()))
                .param("gpuTypes", texts(wish.filter().gpuTypes()))
                .param("operations", texts(wish.filter().operations()))
                .param("secret", secret)
                .param("enabled", wish.enabled())
                .param("by", owner.name())
                .param("tokenOwner", owner.tokenOwner())
                .param("at", at(owner.since()))
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from webhook where id = ?").param(id).update();
    }

    /** The present secret goes on to sign until then. */
    void rotate(UUID id, String secret, Instant until) {
        jdbc.sql("""
                update webhook set former_secret = secret, former_until = :until, secret = :secret where id = :id
                """)
                .param("secret", secret)
                .param("until", at(until))
                .param("id", id)
                .update();
    }

    void succeeded(UUID id) {
        jdbc.sql("""
                update webhook set failing_since = null, last_failure = null
                where id = ? and (failing_since is not null or last_failure is not null)
                """).param(id).update();
    }

    void failed(UUID id, Instant now, String why) {
        jdbc.sql("""
                update webhook set failing_since = coalesce(failing_since, :now), last_failure = :why where id = :id
                """).param("now", at(now)).param("why", why).param("id", id).update();
    }

    /** @return false if somebody else was first, or has set it anew since it failed */
    boolean disable(UUID id, Instant setAt, Instant now, String why) {
        return jdbc.sql("""
                update webhook set enabled = false, disabled_why = :why, disabled_at = :now
                where id = :id and enabled and set_at = :setAt
                """)
                        .param("why", why)
                        .param("now", at(now))
                        .param("setAt", at(setAt))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** @param why null if nothing is in the way any more */
    void rest(UUID id, @Nullable String why) {
        jdbc.sql("update webhook set resting = :why where id = :id and resting is distinct from :why")
                .param("why", why)
                .param("id", id)
                .update();
    }

    private static String[] texts(List<String> texts) {
        return texts.toArray(String[]::new);
    }

    static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Webhook webhook(ResultSet row, int number) throws SQLException {
        return new Webhook(
                row.getObject("id", UUID.class),
                row.getString("name"),
                new Target(
                        Format.valueOf(row.getString("format").toUpperCase(Locale.ROOT)),
                        row.getString("url"),
                        row.getString("routing_key")),
                new Filter(names(row, "kinds"), names(row, "pools"), names(row, "gpu_types"), names(row, "operations")),
                new Secrets(row.getString("secret"), row.getString("former_secret"), time(row, "former_until")),
                new Owner(
                        row.getString("set_by"),
                        row.getString("token_owner"),
                        Objects.requireNonNull(time(row, "set_at"))),
                new State(
                        row.getBoolean("enabled"),
                        row.getString("disabled_why"),
                        time(row, "disabled_at"),
                        row.getString("resting"),
                        time(row, "failing_since"),
                        row.getString("last_failure")));
    }

    private static List<String> names(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
