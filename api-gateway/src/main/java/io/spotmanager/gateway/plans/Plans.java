package io.spotmanager.gateway.plans;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.capacity.PoolBalance;
import io.spotmanager.gateway.paging.Cursor;
import io.spotmanager.gateway.paging.Page;
import io.spotmanager.gateway.plans.Plan.Cancelled;
import io.spotmanager.gateway.plans.Plan.Cannot;
import io.spotmanager.gateway.plans.Plan.Commit;
import io.spotmanager.gateway.plans.Plan.Proposal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** All plans, the ended ones too. */
@Component
class Plans {
    private final JdbcClient jdbc;

    Plans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(
            UUID id,
            @Nullable String name,
            String by,
            @Nullable JsonNode wanted,
            List<Cannot> cannot,
            List<PoolBalance.Balance> pools,
            @Nullable Proposal proposal) {
        jdbc.sql("""
                insert into plan (id, name, created_by, wanted, cannot, pools, policy, why, need)
                values (:id, :name, :by, :wanted::json, :cannot::json, :pools::json, :policy, :why, :need)
                """)
                .param("id", id)
                .param("name", name)
                .param("by", by)
                .param("wanted", wanted == null ? null : wanted.toString())
                .param("cannot", Json.MAPPER.writeValueAsString(cannot))
                .param("pools", Json.MAPPER.writeValueAsString(pools))
                .param("policy", proposal == null ? null : proposal.policy())
                .param("why", proposal == null ? null : proposal.why())
                .param("need", proposal == null ? null : proposal.need())
                .update();
    }

    Optional<Plan> find(UUID id) {
        return jdbc.sql("select * from plan where id = ?")
                .param(id)
                .query(Plans::plan)
                .optional();
    }

    /** The same, and nobody else changes it until the transaction of the caller has ended. */
    Optional<Plan> lock(UUID id) {
        return jdbc.sql("select * from plan where id = ? for no key update")
                .param(id)
                .query(Plans::plan)
                .optional();
    }

    /** The same for one that runs; empty if another gateway has it, or it does not run any more. */
    Optional<Plan> claim(UUID id) {
        return jdbc.sql("select * from plan where id = ? and running for no key update skip locked")
                .param(id)
                .query(Plans::plan)
                .optional();
    }

    List<UUID> running() {
        return jdbc.sql("select id from plan where running")
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Newest first. */
    Page<Plan> page(@Nullable Cursor after, int size) {
        var found = jdbc.sql("""
                select * from plan where %s order by created_at desc, id desc limit :size
                """.formatted(after == null ? "true" : "(created_at, id) < (:at::timestamptz, :id::uuid)"))
                .param("at", after == null ? null : after.at().toString())
                .param("id", after == null ? null : after.id().toString())
                .param("size", size + 1)
                .query(Plans::plan)
                .list();
        if (found.size() <= size) {
            return new Page<>(found, null);
        }
        var items = found.subList(0, size);
        var last = items.getLast();
        return new Page<>(items, new Cursor(last.createdAt(), last.id()).text());
    }

    /** @return the number of the commit; empty if the plan runs already */
    Optional<Integer> begin(UUID id, Commit commit) {
        return jdbc.sql("""
                update plan
                set running = true, round = round + 1, committed_by = :by, committed_at = :at, reason = :reason,
                    at_once = :atOnce, stop_after_failures = :stop, token_owner = :owner, origin = :origin::json,
                    stopped = null, changed_at = now()
                where id = :id and not running
                returning round
                """)
                .param("id", id)
                .param("by", commit.by())
                .param("at", commit.at().atOffset(ZoneOffset.UTC))
                .param("reason", commit.reason())
                .param("atOnce", commit.atOnce())
                .param("stop", commit.stopAfterFailures())
                .param("owner", commit.origin().tokenOwner())
                .param("origin", Json.MAPPER.writeValueAsString(commit.storedOrigin()))
                .query((row, number) -> row.getInt("round"))
                .optional();
    }

    /** @param stopped why before its end; null if it is at its end */
    void end(UUID id, @Nullable String stopped) {
        jdbc.sql("update plan set running = false, stopped = :stopped, changed_at = now() where id = :id")
                .param("stopped", stopped)
                .param("id", id)
                .update();
    }

    void cancel(UUID id, String by, @Nullable String reason) {
        jdbc.sql("""
                update plan
                set running = false, cancelled_by = :by, cancelled_at = now(), cancel_reason = :reason, changed_at = now()
                where id = :id
                """).param("by", by).param("reason", reason).param("id", id).update();
    }

    void actsByItself(UUID id) {
        jdbc.sql("update plan set by_itself = true where id = ?").param(id).update();
    }

    void changed(UUID id) {
        jdbc.sql("update plan set changed_at = now() where id = ?").param(id).update();
    }

    private static Plan plan(ResultSet row, int number) throws SQLException {
        var wanted = row.getString("wanted");
        var round = row.getInt("round");
        var cannot = StoredPlan.list(row.getString("cannot"), Cannot[].class);
        var pools = StoredPlan.list(row.getString("pools"), PoolBalance.Balance[].class);
        return new Plan(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                wanted == null ? null : Json.MAPPER.readTree(wanted),
                StoredPlan.told(cannot, pools.isPresent()),
                pools.orElse(List.of()),
                row.getBoolean("running"),
                round,
                round == 0 ? null : commit(row),
                row.getString("stopped"),
                cancelled(row),
                proposal(row));
    }

    private static @Nullable Proposal proposal(ResultSet row) throws SQLException {
        var policy = row.getString("policy");
        return policy == null
                ? null
                : new Proposal(policy, row.getString("why"), row.getInt("need"), row.getBoolean("by_itself"));
    }

    private static Commit commit(ResultSet row) throws SQLException {
        return new Commit(
                row.getString("committed_by"),
                row.getObject("committed_at", OffsetDateTime.class).toInstant(),
                row.getString("reason"),
                row.getInt("at_once"),
                row.getObject("stop_after_failures", Integer.class),
                Json.MAPPER.readTree(row.getString("origin")));
    }

    private static @Nullable Cancelled cancelled(ResultSet row) throws SQLException {
        var at = row.getObject("cancelled_at", OffsetDateTime.class);
        return at == null
                ? null
                : new Cancelled(row.getString("cancelled_by"), at.toInstant(), row.getString("cancel_reason"));
    }
}
