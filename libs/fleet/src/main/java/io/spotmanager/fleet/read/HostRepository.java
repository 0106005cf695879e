package io.spotmanager.fleet.read;

import io.spotmanager.fleet.FleetJson;
import io.spotmanager.fleet.table.HostRow.HiddenTenantRow;
import io.spotmanager.fleet.table.VmRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what the snapshot holds about one host. */
public record HostRepository(JdbcClient jdbc) {
    /** @param readAt when the latest read of this host began */
    public record Age(long generation, Instant readAt) {}

    /**
     * Its compute service.
     *
     * @param zone empty if unknown
     */
    public record ServiceState(
            boolean enabled, boolean up, @Nullable String disabledReason, String zone) {}

    /** The first of its pools. */
    public record Placement(String pool, @Nullable String gpuType, boolean nvlink) {}

    public List<HiddenTenantRow> hiddenTenants(String host) {
        return jdbc.sql("select hidden_tenants from host where name = ?")
                .param(host)
                .query((row, number) -> FleetJson.MAPPER.readValue(row.getString(1), HiddenTenantRow[].class))
                .optional()
                .map(List::of)
                .orElse(List.of());
    }

    /** By name. */
    public List<VmRow> vms(String host) {
        return jdbc.sql("select * from vm where host = ? order by name, id")
                .param(host)
                .query(HostRepository::vm)
                .list();
    }

    static VmRow vm(ResultSet row, int number) throws SQLException {
        var created = row.getObject("created", OffsetDateTime.class);
        return new VmRow(
                row.getString("id"),
                row.getString("name"),
                row.getString("status"),
                row.getString("host"),
                new VmRow.Tenant(row.getString("project_id"), row.getString("project")),
                new VmRow.Size(row.getString("flavor"), row.getInt("gpus")),
                created == null ? null : created.toInstant());
    }

    /**
     * The host with its VMs as one JSON object of one generation; empty when the snapshot has no such host. Each VM has the former tool's
     * fields too, with its N/A for what the snapshot does not have.
     */
    public Optional<String> vmDocument(String host) {
        return jdbc.sql("""
                select json_build_object(
                    'generation', generation, 'hostname', h.name, 'gpu_used', gpu_used, 'gpu_capacity', gpu_capacity,
                    'count', (select count(*) from vm where vm.host = h.name),
                    'vms', coalesce((
                        select json_agg(json_strip_nulls(json_build_object(
                            'id', id, 'name', v.name, 'status', v.status, 'flavor', flavor, 'gpus', gpus,
                            'project_id', project_id, 'project', project, 'created', created,
                            'ID', id, 'Name', v.name, 'Status', v.status, 'Flavor', flavor, 'Project', project_id,
                            'Created', coalesce(to_json(created) #>> '{}', 'N/A'), 'Updated', 'N/A', 'Image', 'N/A', 'User', 'N/A'
                        )) order by v.name, id)
                        from vm v where v.host = h.name), '[]'))::text
                from snapshot, host h where h.name = ?
                """).param(host).query(String.class).optional();
    }

    /** Returns the status at the last read of NetBox; empty if NetBox does not have the host. */
    public Optional<String> netboxStatus(String host) {
        return jdbc.sql("select netbox_status from host where name = ? and netbox_status is not null")
                .param(host)
                .query(String.class)
                .optional();
    }

    /** Returns true if the host is known to have NVLinks; false if unknown. */
    public boolean hasNvlinks(String host) {
        return jdbc.sql("select nvlinks from host where name = ? and nvlinks is not null")
                .param(host)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** The hosts with a VM of that name or id. */
    public List<String> ofVm(String nameOrId) {
        return jdbc.sql("select distinct host from vm where (id = :vm or name = :vm) and host is not null order by 1")
                .param("vm", nameOrId)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /**
     * Whether the snapshot gives reason to doubt that a host can leave a pool: it is not in that pool alone, or it is a spot host that is in
     * use. False if nothing was read yet. One cheap statement.
     *
     * @param source empty for none
     */
    public boolean isDoubtful(String host, String source) {
        return jdbc.sql("""
                select exists (select from pool) and (
                    not exists (select from host where name = :host)
                    or (select coalesce(string_agg(m.pool, '/' order by m.pool), '') from pool_host m join pool p on p.name = m.pool
                        where m.host = :host and p.kind is not null) <> :source::text
                    or exists (select from host h join pool p on p.name = h.pool
                               where h.name = :host and p.kind = 'SPOT' and (h.vm_count > 0 or h.hidden_tenants <> '[]')))
                """)
                .param("host", host)
                .param("source", source)
                .query(Boolean.class)
                .single();
    }

    /** Empty when it is in no pool. */
    public Optional<Placement> placement(String host) {
        return jdbc.sql("""
                select h.pool, h.gpu_type, p.nvlink from host h join pool p on p.name = h.pool where h.name = ?
                """)
                .param(host)
                .query((row, number) ->
                        new Placement(row.getString("pool"), row.getString("gpu_type"), row.getBoolean("nvlink")))
                .optional();
    }
}
