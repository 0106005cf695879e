package io.spotmanager.fleet.read;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds hosts, servers, tenants, owners and pools by a part of their names. */
public record SearchRepository(JdbcClient jdbc) {
    /** @param total how many there are, in this list or not */
    public record Matches(long generation, int total, List<Match> items) {}

    /**
     * @param kind HOST, VM, TENANT, OWNER or POOL; a tenant or an owner is found once for each of its hosts
     * @param field which of its fields the words were found in
     */
    public record Match(
            String kind,
            String label,
            String field,
            @Nullable String hostname,
            @Nullable String aggregate,
            @Nullable String gpuType,
            @Nullable String vmId) {}

    private record Row(long generation, int total, @Nullable Match match) {}

    /**
     * Finds a part of a name in any case. Hosts come first, and in each kind what is named exactly so, then what begins so. So a tenant's hosts
     * stand before its VMs, and a VM whose whole id was given before anything that merely contains it.
     */
    public Matches find(String words, int limit) {
        var rows = jdbc.sql("""
                with candidate as (
                    select 'HOST' as kind, name as label, 'hostname' as field, name as hostname, null as vm_id, name as text
                    from host
                    union all
                    select 'POOL', name, 'aggregate', null, null, name from pool
                    union all
                    select 'TENANT', tenant, 'tenant', name, null, tenant from host where tenant is not null
                    union all
                    select 'OWNER', owner_group, 'owner_group', name, null, owner_group
                    from host where owner_group is not null
                    union all
                    select 'VM', name, 'vm_name', host, id, name from vm
                    union all
                    select 'VM', name, 'vm_id', host, id, id from vm
                ), found as (
                    select c.*, lower(text) = lower(:words) as whole, text ilike :part || '%' as first,
                           row_number() over (partition by kind, label, hostname, vm_id order by field desc) as nth
                    from candidate c where text ilike '%' || :part || '%'
                ), counted as (
                    select *, count(*) over () as total from found where nth = 1
                )
                select s.generation, c.kind, c.label, c.field, c.hostname, c.vm_id, coalesce(c.total, 0) as total,
                       coalesce(h.pool, case when c.kind = 'POOL' then c.label end) as aggregate,
                       coalesce(h.gpu_type, p.gpu_type) as gpu_type
                from snapshot s left join counted c on true
                left join host h on h.name = c.hostname
                left join pool p on c.kind = 'POOL' and p.name = c.label
                order by c.whole desc, array_position(array['HOST', 'TENANT', 'OWNER', 'POOL', 'VM'], c.kind), c.first desc,
                         c.label, c.hostname
                limit :limit
                """)
                .param("words", words)
                .param("part", words.replaceAll("([\\\\%_])", "\\\\$1"))
                .param("limit", limit)
                .query((row, number) -> new Row(
                        row.getLong("generation"),
                        row.getInt("total"),
                        row.getString("kind") == null
                                ? null
                                : new Match(
                                        row.getString("kind"),
                                        row.getString("label"),
                                        row.getString("field"),
                                        row.getString("hostname"),
                                        row.getString("aggregate"),
                                        row.getString("gpu_type"),
                                        row.getString("vm_id"))))
                .list();
        return new Matches(
                rows.getFirst().generation(),
                rows.getFirst().total(),
                rows.stream().flatMap(row -> Stream.ofNullable(row.match())).toList());
    }
}
