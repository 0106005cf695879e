package io.spotmanager.workflow.execution;

import io.spotmanager.workflow.freeze.FreezeMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One heartbeat of all workers of a process, for a time in which none of them has anything to do. Each stays a worker of its own: one whose row
 * is locked, or was removed, sends its heartbeat alone.
 */
public final class SharedHeartbeat {
    private final JdbcClient jdbc;
    private final List<WorkerLease> leases;
    private final DatabaseTime time;

    /** @param time corrected by each heartbeat */
    public SharedHeartbeat(JdbcClient jdbc, List<WorkerLease> leases, DatabaseTime time) {
        this.jdbc = jdbc;
        this.leases = List.copyOf(leases);
        this.time = time;
    }

    private record Taken<T>(Set<UUID> workers, FreezeMode freeze, Instant at, T more) {}

    /**
     * Sends it. Called by the thread that sends the heartbeats of these workers.
     *
     * @param columns what the same statement selects besides
     * @param more reads these columns
     * @throws org.springframework.dao.DataAccessException if the database did not answer; no worker has a new proof then
     */
    public <T> T send(String columns, RowMapper<T> more) {
        var gone = leases.stream().filter(WorkerLease::isGone).toList();
        var sending = leases.stream().filter(lease -> !gone.contains(lease)).toList();
        var ids = sending.stream().map(WorkerLease::worker).toList();
        var before = sending.stream().map(WorkerLease::nanoTime).toList(); // the proof counts from before the statement
        var sent = time.own();
        var taken = jdbc.sql("""
                with beaten as (
                    update worker set beat_at = now()
                    where id in (select id from worker where id = any (?::uuid[]) for no key update skip locked)
                    returning id
                )
                select (select coalesce(array_agg(id), '{}') from beaten) as beaten, %s as freeze, clock_timestamp() as at, %s
                """.formatted(FreezeMode.CURRENT, columns))
                .param(ids.toArray(UUID[]::new))
                .query((row, number) -> taken(row, more.mapRow(row, number)))
                .single();
        time.read(sent, taken.at(), time.own());
        var alone = new ArrayList<>(gone);
        for (var i = 0; i < ids.size(); i++) {
            var lease = sending.get(i);
            if (taken.workers().contains(ids.get(i))) {
                lease.taken(ids.get(i), before.get(i), taken.freeze());
            } else {
                alone.add(lease);
            }
        }
        alone.forEach(WorkerLease::heartbeat); // may wait for a lock
        return taken.more();
    }

    private static <T> Taken<T> taken(ResultSet row, T more) throws SQLException {
        return new Taken<>(
                Set.of((UUID[]) row.getArray("beaten").getArray()),
                FreezeMode.valueOf(row.getString("freeze")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                more);
    }
}
