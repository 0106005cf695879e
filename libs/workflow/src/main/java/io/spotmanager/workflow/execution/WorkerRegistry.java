package io.spotmanager.workflow.execution;

import io.spotmanager.workflow.execution.ExecutionSettings.BackoffSettings;
import io.spotmanager.workflow.freeze.FreezeMode;
import io.spotmanager.workflow.machine.TransitionTable;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One worker in the database: its row, its heartbeat and its leases. No statement waits for a row that another session has
 * locked.
 */
public final class WorkerRegistry {
    /** Before a step is tried again whose outcome the database had no room for: room is made by people or in minutes. */
    private static final Duration PAUSE_WITHOUT_ROOM = Duration.ofSeconds(5);

    private static final BackoffSettings AT_ONCE = new BackoffSettings(Duration.ZERO, Duration.ZERO);

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
     * A lease that this worker gives up.
     *
     * @param begun true if a step had begun under it: its last call may still take effect
     * @param withoutRoom true if the database had no room to save what came of it
     */
    record Loss(Claim claim, boolean begun, boolean withoutRoom) {}

    /**
     * Releases leases after an error. A step that had begun counts as an attempt, and a claim without one as a failure; nothing counts
     * where the database had no room, because no operation can help that. The first loss makes an operation available at once, each
     * further one twice as late as the one before.
     *
     * @return the number of leases that were released
     */
    int release(UUID worker, List<Loss> losses, BackoffSettings backoff) {
        return give(worker, losses, true, backoff);
    }

    private int give(UUID worker, List<Loss> losses, boolean failed, BackoffSettings backoff) {
        return jdbc.sql("""
                with free as materialized (
                    select o.id, l.begun, l.counts,
                           case when not :failed or l.counts and earlier.losses = 0 then 0
                                when l.counts then least(:longest, :first * power(2, earlier.losses - 1))
                                else least(:longest, :withoutRoom) end * interval '1 millisecond' as pause
                    from unnest(:operations::uuid[], :fences::bigint[], :begun::boolean[], :counts::boolean[])
                            as l (operation, fence, begun, counts)
                    join operation o on o.id = l.operation and o.fence = l.fence
                    cross join lateral (
                        select least(greatest(o.attempt, 0), 30) + least(greatest(o.failures, 0), 30) as losses
                    ) earlier
                    where o.open and o.leased_by = :worker
                    for no key update of o skip locked
                ), released as (
                    update operation o
                    set leased_by = null,
                        attempt = least(o.attempt, 1000000) + case when free.counts and free.begun then 1 else 0 end,
                        failures = least(greatest(o.failures, 0), 1000000)
                                   + case when free.counts and not free.begun then 1 else 0 end,
                        interrupted_at = case when free.begun then now() else o.interrupted_at end,
                        available_at = case when free.pause > interval '0' then now() + free.pause
                                            else least(o.available_at, now()) end
                    from free
                    where o.id = free.id and o.leased_by = :worker
                    returning o.id, o.kind, o.available_at
                )
                insert into outbox (operation_id, route, available_at) select id, kind, available_at from released
                """)
                .param("worker", worker)
                .param("failed", failed)
                .param("first", backoff.first().toMillis())
                .param("longest", backoff.longest().toMillis())
                .param("withoutRoom", PAUSE_WITHOUT_ROOM.toMillis())
                .param("operations", texts(losses, loss -> loss.claim().operation()))
                .param("fences", texts(losses, loss -> loss.claim().fence()))
                .param("begun", texts(losses, Loss::begun))
                .param("counts", texts(losses, loss -> failed && !loss.withoutRoom()))
                .update();
    }

    private static String[] texts(List<Loss> losses, Function<Loss, Object> member) {
        return losses.stream().map(member).map(String::valueOf).toArray(String[]::new);
    }

    /** @param begun the leases of steps that did not end in time */
    void leave(UUID worker, Set<Claim> begun) {
        var losses = leasesOf(worker).stream()
                .map(claim -> new Loss(claim, begun.contains(claim), false))
                .toList();
        give(worker, losses, false, AT_ONCE);
        jdbc.sql("delete from worker where id = ?").param(worker).update();
    }
}
