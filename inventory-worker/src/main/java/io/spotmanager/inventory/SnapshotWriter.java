package io.spotmanager.inventory;

import io.spotmanager.workflow.operation.KernelJson;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what differs from the snapshot, and nothing else. */
final class SnapshotWriter {
    private final JdbcClient jdbc;

    SnapshotWriter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Replaces the snapshot in one statement.
     *
     * @return whether anything had changed
     */
    boolean write(List<PoolRow> pools) {
        return jdbc.sql("""
                with turn as materialized ( -- one writer at a time over all replicas
                    select generation from snapshot for update
                ), seen as (
                    select p.* from turn, json_to_recordset(:pools::json) as p (
                        name text, aggregate_id bigint, kind text, gpu_type text, nvlink boolean, zone text, hosts json)
                ), gone as (
                    delete from pool where name not in (select name from seen) returning name
                ), put as (
                    insert into pool (name, aggregate_id, kind, gpu_type, nvlink, zone)
                    select name, aggregate_id, kind, gpu_type, nvlink, zone from seen
                    on conflict (name) do update
                    set kind = excluded.kind, gpu_type = excluded.gpu_type, nvlink = excluded.nvlink, zone = excluded.zone
                    where (pool.kind, pool.gpu_type, pool.nvlink, pool.zone)
                          is distinct from (excluded.kind, excluded.gpu_type, excluded.nvlink, excluded.zone)
                    returning name
                ), placed as (
                    select name as pool, host from seen, json_array_elements_text(hosts) as host
                ), left_pool as (
                    delete from pool_host h
                    where not exists (select from placed p where p.pool = h.pool and p.host = h.host)
                    returning host
                ), entered as (
                    insert into pool_host (pool, host) select pool, host from placed
                    on conflict do nothing
                    returning host
                ), changes as (
                    select (select count(*) from gone) + (select count(*) from put) + (select count(*) from left_pool)
                           + (select count(*) from entered) as number
                ), healthy as (
                    update source set state = 'OK', read_at = now(), trouble = null, stale_since = null
                    where name = 'aggregates'
                )
                update snapshot set read_at = now(), generation = generation + sign(changes.number)::int
                from changes
                returning changes.number > 0
                """)
                .param("pools", KernelJson.MAPPER.writeValueAsString(pools))
                .query((row, number) -> row.getBoolean(1))
                .single();
    }

    /** The pools stay as they were last seen; the snapshot says since when it is not fresh, and why. */
    void keepBecauseOf(String trouble) {
        jdbc.sql("""
                update source set state = 'STALE', trouble = ?, stale_since = coalesce(stale_since, now())
                where name = 'aggregates'
                """).param(trouble).update();
    }
}
