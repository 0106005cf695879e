package io.spotmanager.workflow.execution;

import io.spotmanager.workflow.machine.TransitionTable;
import io.spotmanager.workflow.operation.UnservedOperations;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Registers workers and their heartbeats, and releases the leases of dead workers. No statement waits for a row that another
 * session has locked.
 */
public final class WorkerRegistry {
    private final JdbcClient jdbc;
    private final String name;
    private final String kind;
    private final @Nullable List<String> states;

    /**
     * @param name the worker's name, shown to people
     * @param table of the workflow that it runs
     */
    public WorkerRegistry(JdbcClient jdbc, String name, TransitionTable table) {
        this(jdbc, name, table.workflow(), table.states());
    }

    /** @param states the states that the worker knows; null if it does not say, as in earlier releases */
    public WorkerRegistry(JdbcClient jdbc, String name, String kind, @Nullable List<String> states) {
        this.jdbc = jdbc;
        this.name = name;
        this.kind = kind;
        this.states = states;
    }

    public String name() {
        return name;
    }

    void register(UUID worker) {
        jdbc.sql("""
                insert into worker (id, name, kind, states, session)
                values (:id, :name, :kind, :states, current_setting('application_name'))
                """)
                .param("id", worker)
                .param("name", name)
                .param("kind", kind)
                .param("states", states == null ? null : states.toArray(String[]::new))
                .update();
    }

    /** @return false if another worker has removed this one as dead, or if it never registered */
    boolean heartbeat(UUID worker) {
        return jdbc.sql("update worker set beat_at = now() where id = ?")
                        .param(worker)
                        .update()
                > 0;
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

    /**
     * Removes dead workers and releases their leases. A worker is dead if it has sent no heartbeat for the whole lease time, or if it
     * has missed heartbeats and has no database connection left. A killed process looks like the latter within milliseconds.
     *
     * @param silence how long without a heartbeat before missing connections count as death
     * @return operations that were released, and those that had to be skipped because their rows are locked
     */
    SweepResult expireDeadWorkers(Duration lease, Duration silence) {
        return SweepResult.of(jdbc.sql("""
                with silent as materialized (
                    select id from worker w
                    where beat_at < now() - :lease * interval '1 millisecond'
                       or beat_at < now() - :silence * interval '1 millisecond'
                          and not exists (select from pg_stat_activity a where a.application_name = w.session)
                          -- Not right after the database came back, when the living have no connection either. The
                          -- checkpointer is as old as that; who may not see it takes the age of its own connection.
                          and (select min(backend_start) from pg_stat_activity
                               where backend_type = 'checkpointer' or pid = pg_backend_pid())
                              < now() - :lease * interval '1 millisecond'
                    for update skip locked
                ), dead as (
                    delete from worker where id in (select id from silent) returning id
                ), seen as materialized (
                    select id, leased_by, fence from operation o
                    where open and leased_by is not null
                      and (leased_by in (select id from dead)
                           or not exists (select from worker w where w.id = o.leased_by))
                ), free as materialized ( -- a lease taken since this statement began is not the one that it judges
                    select o.id, o.leased_by, o.fence from seen
                    join operation o on o.id = seen.id and o.leased_by = seen.leased_by and o.fence = seen.fence
                    for no key update of o skip locked
                ), released as (
                    -- A step may be what killed the worker, so one that had begun counts as tried; otherwise the claim failed.
                    -- A number that somebody wrote by hand must not grow out of its column: that would stop the sweep for all.
                    update operation o set leased_by = null,
                                           attempt = least(o.attempt, 1000000) + case when o.begun then 1 else 0 end,
                                           deaths = least(o.deaths, 1000000) + case when o.begun then 1 else 0 end,
                                           failures = least(greatest(o.failures, 0), 1000000) + case when o.begun then 0 else 1 end,
                                           interrupted_at = now(), available_at = least(o.available_at, now())
                    from free
                    where o.id = free.id and o.leased_by = free.leased_by and o.fence = free.fence
                    returning o.id, o.kind
                ), dispatched as (
                    insert into outbox (operation_id, route, available_at) select id, kind, now() from released
                )
                select id, false as moved from seen union all select id, true from released
                """)
                .param("lease", lease.toMillis())
                .param("silence", silence.toMillis())
                .query(SweepResult.Row::of)
                .list());
    }

    /**
     * Dispatches open operations again that are due, have no lease and no outbox row: the broker lost their commands. Skips operations
     * whose state no live worker knows. Operations that were dispatched in vain are dispatched less and less often, because their
     * commands are still in the queue.
     *
     * @return operations that were dispatched, and those that had to be skipped because their rows are locked
     */
    SweepResult redispatchStalled(Duration stray) {
        return SweepResult.of(jdbc.sql("""
                with seen as materialized (
                    select id from operation o
                    where open and leased_by is null
                      and available_at < now() - :stray * interval '1 millisecond'
                      and (not isfinite(nudged_at) -- the difference of two infinite times is an error for all rows
                           or nudged_at < now() - greatest(:stray * interval '1 millisecond',
                                                           case when isfinite(nudged_at) and isfinite(available_at)
                                                                then least(nudged_at - available_at, interval '15 seconds') end))
                      and %s
                      and not exists (select from outbox x where x.operation_id = o.id)
                ), free as materialized (
                    select o.id from seen join operation o on o.id = seen.id
                    where o.open and o.leased_by is null
                    for no key update of o skip locked
                ), strays as (
                    update operation o set nudged_at = now()
                    from free
                    where o.id = free.id and o.open and o.leased_by is null
                    returning o.id, o.kind
                ), dispatched as (
                    insert into outbox (operation_id, route, available_at) select id, kind, now() from strays
                )
                select id, false as moved from seen union all select id, true from strays
                """.formatted(UnservedOperations.SERVED))
                .param("stray", stray.toMillis())
                .query(SweepResult.Row::of)
                .list());
    }
}
