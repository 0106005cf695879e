package io.spotmanager.workflow.execution;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The workers that are alive, and the leases of those that are not. */
public final class WorkerRegistry {
    private final JdbcClient jdbc;
    private final String name;
    private final String kind;

    /**
     * @param name the worker's, for people
     * @param kind the workflow it runs
     */
    public WorkerRegistry(JdbcClient jdbc, String name, String kind) {
        this.jdbc = jdbc;
        this.name = name;
        this.kind = kind;
    }

    public String name() {
        return name;
    }

    void register(UUID worker) {
        jdbc.sql("insert into worker (id, name, kind, session) values (?, ?, ?, current_setting('application_name'))")
                .params(worker, name, kind)
                .update();
    }

    /** @return false if the others have declared this worker dead, or it never registered */
    boolean beat(UUID worker) {
        return jdbc.sql("update worker set beat_at = now() where id = ?")
                        .param(worker)
                        .update()
                > 0;
    }

    /** One claim of one operation. */
    record Lease(UUID operation, long fence) {}

    List<Lease> leasesOf(UUID worker) {
        return jdbc.sql("select id, fence from operation where open and leased_by = ?")
                .param(worker)
                .query((row, number) -> new Lease(row.getObject("id", UUID.class), row.getLong("fence")))
                .list();
    }

    /** @param tries how many the time under these leases counts for */
    int release(UUID worker, List<Lease> leases, int tries) {
        return jdbc.sql("""
                with released as (
                    update operation set leased_by = null, attempt = attempt + :tries, interrupted_at = now(),
                                         available_at = least(available_at, now())
                    where open and leased_by = :worker
                      and (id, fence) in (select * from unnest(:operations::uuid[], :fences::bigint[]))
                    returning id, kind
                )
                insert into outbox (operation_id, route, available_at) select id, kind, now() from released
                """)
                .param("worker", worker)
                .param("tries", tries)
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
                .update();
    }

    void leave(UUID worker) {
        release(worker, leasesOf(worker), 0);
        jdbc.sql("delete from worker where id = ?").param(worker).update();
    }

    /**
     * Removes the workers that are dead and gives back their leases. Dead is who has not beaten for the whole lease; or
     * who has missed beats and has no connection to the database left, which is what a killed process looks like within
     * milliseconds.
     *
     * @param silence how long without a beat before missing connections count as death
     * @return operations that were given back
     */
    int buryTheDead(Duration lease, Duration silence) {
        return jdbc.sql("""
                with dead as (
                    delete from worker w
                    where beat_at < now() - :lease * interval '1 millisecond'
                       or beat_at < now() - :silence * interval '1 millisecond'
                          and not exists (select from pg_stat_activity a where a.application_name = w.session)
                          -- Not right after the database came back, when the living have no connection either. The
                          -- checkpointer is as old as that; who may not see it takes the age of its own connection.
                          and (select min(backend_start) from pg_stat_activity
                               where backend_type = 'checkpointer' or pid = pg_backend_pid())
                              < now() - :lease * interval '1 millisecond'
                    returning id
                ), released as (
                    -- the step may be what killed the worker, so it counts as tried
                    update operation o set leased_by = null, attempt = o.attempt + 1, interrupted_at = now(),
                                           available_at = least(o.available_at, now())
                    from operation seen -- a lease taken since this statement began is not the one that it judges
                    where seen.open and seen.leased_by is not null
                      and (seen.leased_by in (select id from dead)
                           or not exists (select from worker w where w.id = seen.leased_by))
                      and o.id = seen.id and o.leased_by = seen.leased_by and o.fence = seen.fence
                    returning o.id, o.kind
                )
                insert into outbox (operation_id, route, available_at) select id, kind, now() from released
                """)
                .param("lease", lease.toMillis())
                .param("silence", silence.toMillis())
                .update();
    }

    /**
     * Nudges open operations that are due, that nobody holds, and that no outbox row stands for: the broker lost them. Not
     * those for which there is no worker, and less and less often those that were nudged in vain: their nudges lie in the queue.
     */
    int nudgeStrays(Duration stray) {
        return jdbc.sql("""
                with stray as (
                    update operation o set nudged_at = now()
                    where open and leased_by is null
                      and available_at < now() - :stray * interval '1 millisecond'
                      and nudged_at < now() - greatest(:stray * interval '1 millisecond',
                                                       least(nudged_at - available_at, interval '15 seconds'))
                      and exists (select from worker w where w.kind = o.kind)
                      and not exists (select from outbox x where x.operation_id = o.id)
                    returning id, kind
                )
                insert into outbox (operation_id, route, available_at) select id, kind, now() from stray
                """).param("stray", stray.toMillis()).update();
    }
}
