package io.spotmanager.workflow.execution;

import io.spotmanager.workflow.freeze.FreezeConditions;
import io.spotmanager.workflow.operation.UnservedOperations;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds operations that nobody executes any more, of all workers and workflows. No statement waits for a row that another session
 * has locked.
 */
record LeaseRecovery(JdbcClient jdbc) {
    /**
     * Removes dead workers and releases their leases. A worker is dead if it has sent no heartbeat for the whole lease time, or if it
     * has missed heartbeats and has no database connection left. A killed process looks like the latter within milliseconds.
     *
     * <p>A row that another session has locked cannot be removed. The leases of its worker are released by what can be read of it, once
     * its last heartbeat is three leases old: {@link WorkerLease} says why that worker does not go on under this identity.
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
                           or leased_by in (select id from worker
                                            where beat_at < now() - :gone * interval '1 millisecond')
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
                .param("gone", lease.multipliedBy(WorkerLease.LEASES_UNTIL_GONE).toMillis())
                .param("silence", silence.toMillis())
                .query(SweepResult.Row::of)
                .list());
    }

    /**
     * Dispatches open operations again that are due, have no lease and no outbox row: the broker lost their commands. Skips operations
     * whose state no live worker knows, or that rest because of a freeze. Operations that were dispatched in vain are dispatched less and less often, because their
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
                """.formatted(UnservedOperations.SERVED, FreezeConditions.mayBeClaimed()))
                .param("stray", stray.toMillis())
                .query(SweepResult.Row::of)
                .list());
    }
}
