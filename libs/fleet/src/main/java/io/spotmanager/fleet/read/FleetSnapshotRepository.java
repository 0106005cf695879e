package io.spotmanager.fleet.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the whole snapshot. Moves are read in the same statement, because they explain a host between two pools or in none; a second
 * statement could see a later state.
 */
public record FleetSnapshotRepository(JdbcClient jdbc) {
    private static final String DATABASE = "pg_postmaster_start_time() || '/' || tableoid as database";

    /** The workflows that bring a host into a pool or take it out of one. */
    private static final String KINDS = "('migration', 'placement', 'withdrawal', 'drain', 'retire-and-move')";

    /** Identifies the open moves, because the generation does not change when one begins or ends. */
    private static final String MOVES =
            "(select coalesce(sum(hashtext(id::text)), 0) from operation where open and kind in %s) as moves"
                    .formatted(KINDS);

    /** Cheap: one row, and the index of open operations. */
    public SnapshotVersion version() {
        return jdbc.sql("select generation, %s, %s from snapshot".formatted(DATABASE, MOVES))
                .query(FleetSnapshotRepository::versionOf)
                .single();
    }

    /** In one statement, so that all of it is of one generation. */
    public FleetDocument read() {
        return jdbc.sql("""
                with place as (
                    select host, json_agg(pool order by pool) as aggregates from pool_host group by host
                ), seen as (
                    select json_build_object(
                        'hostname', h.name, 'aggregate', h.pool, 'pool', p.kind, 'gpu_type', h.gpu_type,
                        'nvlinks', h.nvlinks, 'availability_zone', h.zone, 'aggregates', coalesce(aggregates, '[]'),
                        'gpu_used', h.gpu_used, 'gpu_capacity', h.gpu_capacity, 'vm_count', h.vm_count, 'gpu_note', h.gpu_note,
                        'has_vms', h.vm_count > 0, 'tenant', h.tenant, 'owner_group', h.owner_group, 'site', h.site,
                        'rack', h.rack, 'netbox_status', h.netbox_status, 'netbox_url', h.netbox_url,
                        'status', h.status, 'reasons', h.reasons, 'hidden_tenants', h.hidden_tenants,
                        'compute', case when h.service_up is not null then json_build_object(
                            'enabled', h.service_enabled, 'up', h.service_up, 'disabled_reason', h.disabled_reason) end,
                        'drift', case when h.drift_operation is not null then json_build_object(
                            'operation', h.drift_operation, 'expected', h.drift_expected, 'since', h.drift_since) end,
                        'moving', case when o.id is not null then json_build_object('operation', o.id,
                            'from', coalesce(o.request ->> 'source_aggregate', ''), 'to', o.request ->> 'target_aggregate') end,
                        'withdrawn', case when w.kind = 'withdrawal' or w.kind = 'drain' and w.target is null then json_build_object(
                            'operation', w.id, 'since', w.ended_at, 'by', w.requested_by, 'reason', w.reason) end
                    ) as host
                    from host h left join pool p on p.name = h.pool left join place on place.host = h.name
                        left join operation o on o.subject = h.name and o.open and o.request ->> 'target_aggregate' is not null
                            -- what waits first is under way when its host has left its source
                            and (o.kind in ('migration', 'placement') or o.kind in ('drain', 'retire-and-move') and h.pool is distinct from o.request ->> 'source_aggregate')
                        left join lateral (
                            select id, kind, ended_at, requested_by, reason, request ->> 'target_aggregate' as target from operation
                            where h.pool is null and subject = h.name and not open and kind in %s and state = 'SUCCEEDED'
                            order by created_at desc limit 1
                        ) w on true
                    order by h.name
                )
                select generation,
                       (select coalesce(json_agg(p order by name), '[]') from pool p)::text as pools,
                       (select coalesce(json_agg(host), '[]') from seen)::text as hosts,
                       %s, %s
                from snapshot
                """.formatted(KINDS, DATABASE, MOVES))
                .query((row, number) ->
                        new FleetDocument(versionOf(row, number), row.getString("pools"), row.getString("hosts")))
                .single();
    }

    private static SnapshotVersion versionOf(ResultSet row, int number) throws SQLException {
        return new SnapshotVersion(row.getString("database"), row.getLong("generation"), row.getLong("moves"));
    }
}
