package io.spotmanager.gateway.policies;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.policies.PoolPolicy.Allowed;
import io.spotmanager.gateway.policies.PoolPolicy.Looked;
import io.spotmanager.gateway.policies.PoolPolicy.Rule;
import io.spotmanager.workflow.operation.CommandOrigin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The policies of the installation. */
@Component
class PolicyStore {
    private static final String KEY = "hashtextextended('pool policies', 0)";

    /** Not the clock of this machine: gateways must agree on who looks when. */
    private static final String DUE =
            "(looked_at is null or looked_at <= clock_timestamp() - :ms * interval '1 millisecond')";

    private final JdbcClient jdbc;

    PolicyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Instant now() {
        return jdbc.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** Until the transaction of the caller has ended, no policy is set, and none looks. */
    void waitForAll() {
        jdbc.sql("select pg_advisory_xact_lock(%s)".formatted(KEY))
                .query((row, number) -> true)
                .single();
    }

    /** The same, unless somebody else has them: two that look at the same moment would both bring what one pool lacks. */
    boolean takeAll() {
        return jdbc.sql("select pg_try_advisory_xact_lock(%s)".formatted(KEY))
                .query(Boolean.class)
                .single();
    }

    /** By name. */
    List<PoolPolicy> all() {
        return jdbc.sql("select * from pool_policy order by name")
                .query(PolicyStore::policy)
                .list();
    }

    Optional<PoolPolicy> find(String name) {
        return jdbc.sql("select * from pool_policy where name = ?")
                .param(name)
                .query(PolicyStore::policy)
                .optional();
    }

    /** SQL: some policy is due. */
    static String anyDue(Duration every) {
        return "exists (select from pool_policy where %s)"
                .formatted(DUE.replace(":ms", String.valueOf(every.toMillis())));
    }

    List<String> due(Duration every) {
        return jdbc.sql("select name from pool_policy where %s order by name".formatted(DUE))
                .param("ms", every.toMillis())
                .query((row, number) -> row.getString("name"))
                .list();
    }

    /** Empty if another gateway looks, or has looked. */
    Optional<PoolPolicy> claim(String name, Duration every) {
        return jdbc.sql("select * from pool_policy where name = :name and %s for no key update skip locked"
                        .formatted(DUE))
                .param("name", name)
                .param("ms", every.toMillis())
                .query(PolicyStore::policy)
                .optional();
    }

    /** @param allowed null if it only proposes */
    void set(Rule rule, @Nullable Allowed allowed, String by) {
        jdbc.sql("""
                insert into pool_policy (name, pool, at_least, at_most, from_pools, prefer, window_name, per_day,
                                         allowed_by, allowed_at, origin, set_by)
                values (:name, :pool, :least, :most, :from, :prefer, :window, :day, :allowedBy, :allowedAt, :origin::json, :by)
                on conflict (name) do update
                set pool = excluded.pool, at_least = excluded.at_least, at_most = excluded.at_most,
                    from_pools = excluded.from_pools, prefer = excluded.prefer, window_name = excluded.window_name,
                    per_day = excluded.per_day, allowed_by = excluded.allowed_by, allowed_at = excluded.allowed_at,
                    origin = excluded.origin, set_by = excluded.set_by, set_at = clock_timestamp(),
                    halted = null, looked_at = null, outcome = null
                """)
                .param("name", rule.name())
                .param("pool", rule.pool())
                .param("least", rule.atLeast())
                .param("most", rule.atMost())
                .param("from", rule.from().toArray(String[]::new))
                .param("prefer", rule.prefer().toArray(String[]::new))
                .param("window", rule.window())
                .param("day", rule.perDay())
                .param("allowedBy", allowed == null ? null : allowed.by())
                .param("allowedAt", allowed == null ? null : allowed.at().atOffset(ZoneOffset.UTC))
                .param("origin", allowed == null ? null : Json.MAPPER.writeValueAsString(allowed.origin()))
                .param("by", by)
                .update();
    }

    void delete(String name) {
        jdbc.sql("delete from pool_policy where name = ?").param(name).update();
    }

    void looked(String name, String outcome) {
        jdbc.sql("update pool_policy set looked_at = clock_timestamp(), outcome = ? where name = ?")
                .params(outcome, name)
                .update();
    }

    void halt(String name, String why) {
        jdbc.sql("update pool_policy set halted = ? where name = ?")
                .params(why, name)
                .update();
    }

    private static PoolPolicy policy(ResultSet row, int number) throws SQLException {
        var allowedBy = row.getString("allowed_by");
        var lookedAt = row.getObject("looked_at", OffsetDateTime.class);
        return new PoolPolicy(
                new Rule(
                        row.getString("name"),
                        row.getString("pool"),
                        row.getInt("at_least"),
                        row.getInt("at_most"),
                        names(row, "from_pools"),
                        names(row, "prefer"),
                        row.getString("window_name"),
                        row.getInt("per_day")),
                allowedBy == null
                        ? null
                        : new Allowed(
                                allowedBy,
                                time(row, "allowed_at"),
                                Json.MAPPER.readValue(row.getString("origin"), CommandOrigin.class)),
                row.getString("set_by"),
                time(row, "set_at"),
                lookedAt == null ? null : new Looked(lookedAt.toInstant(), row.getString("outcome")),
                row.getString("halted"));
    }

    private static List<String> names(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
