package io.spotmanager.workflow.execution;

import io.spotmanager.workflow.freeze.FreezeMode;
import io.spotmanager.workflow.machine.TransitionTable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One worker in the database: its row, its heartbeat and its leases. No statement waits for a row that another session has
 * locked.
 */
public final class WorkerRegistry {
    private final JdbcClient jdbc;
    private final String name;
    private final String kind;
    private final @Nullable List<String> states;
    private final @Nullable TransitionTable table;

    /**
     * @param name the worker's name, shown to people
     * @param table of the workflow that it runs
     */
    public WorkerRegistry(JdbcClient jdbc, String name, TransitionTable table) {
        this(jdbc, name, table.workflow(), table.states(), table);
    }

    /** @param states the states that the worker knows; null if it does not say, as in earlier releases */
    public WorkerRegistry(JdbcClient jdbc, String name, String kind, @Nullable List<String> states) {
        this(jdbc, name, kind, states, null);
    }

    private WorkerRegistry(
            JdbcClient jdbc, String name, String kind, @Nullable List<String> states, @Nullable TransitionTable table) {
        this.jdbc = jdbc;
        this.name = name;
        this.kind = kind;
        this.states = states;
        this.table = table;
    }

    public String name() {
        return name;
    }

    void register(UUID worker) {
        jdbc.sql("""
                insert into worker (id, name, kind, states, rests, reads, session)
                values (:id, :name, :kind, :states, :rests, :reads, current_setting('application_name'))
                """)
                .param("id", worker)
                .param("name", name)
                .param("kind", kind)
                .param("states", states == null ? null : states.toArray(String[]::new))
                .param("rests", table == null ? null : table.rests().toArray(String[]::new))
                .param("reads", table == null ? null : table.reads().toArray(String[]::new))
                .update();
    }

    /** @param at the database's time */
    record Beat(FreezeMode freeze, Instant at) {}

    /** @return empty if another worker has removed this one as dead, or if it never registered */
    Optional<Beat> heartbeat(UUID worker) {
        return jdbc.sql("update worker set beat_at = now() where id = ? returning %s as freeze, clock_timestamp() as at"
                        .formatted(FreezeMode.CURRENT))
                .param(worker)
                .query((row, number) -> new Beat(
                        FreezeMode.valueOf(row.getString("freeze")),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** One claim of one operation. */
    record Claim(UUID operation, long fence) {}

    List<Claim> leasesOf(UUID worker) {
        return jdbc.sql("select id, fence from operation where open and leased_by = ?")
                .param(worker)
                .query((row, number) -> new Claim(row.getObject("id", UUID.class), row.getLong("fence")))
                .list();
    }

    /**
     * Releases leases.
     *
     * @param begun the leases under which a step had begun: its last call may still take effect
     * @param failed true after an error, false at a normal shutdown. After an error a step that had begun counts as an attempt, and
     *     a claim without one as a failure
     */
    int release(UUID worker, List<Claim> leases, Set<Claim> begun, boolean failed) {
        return jdbc.sql("""
                with free as materialized (
                    select o.id, l.begun
                    from unnest(:operations::uuid[], :fences::bigint[], :begun::boolean[]) as l (operation, fence, begun)
                    join operation o on o.id = l.operation and o.fence = l.fence
                    where o.open and o.leased_by = :worker
                    for no key update of o skip locked
                ), released as (
                    update operation o
                    set leased_by = null,
                        attempt = least(o.attempt, 1000000) + case when :failed and free.begun then 1 else 0 end,
                        failures = least(greatest(o.failures, 0), 1000000) + case when :failed and not free.begun then 1 else 0 end,
                        interrupted_at = case when free.begun then now() else o.interrupted_at end,
                        available_at = least(o.available_at, now())
                    from free
                    where o.id = free.id and o.leased_by = :worker
                    returning o.id, o.kind
                )
                insert into outbox (operation_id, route, available_at) select id, kind, now() from released
                """)
                .param("worker", worker)
                .param("failed", failed)
                .param(
                        "operations",
                        leases.stream()
                                .map(lease -> lease.operation().toString())
                                .toArray(String[]::new))
                .param(
                        "fences",
                        leases.stream()
                                .map(lease -> String.valueOf(lease.fence()))
                                .toArray(String[]::new))
                .param(
                        "begun",
                        leases.stream()
                                .map(lease -> String.valueOf(begun.contains(lease)))
                                .toArray(String[]::new))
                .update();
    }

    /** @param begun the leases of steps that did not end in time */
    void leave(UUID worker, Set<Claim> begun) {
        release(worker, leasesOf(worker), begun, false);
        jdbc.sql("delete from worker where id = ?").param(worker).update();
    }
}
