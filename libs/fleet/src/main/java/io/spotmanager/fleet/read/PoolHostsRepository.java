package io.spotmanager.fleet.read;

import io.spotmanager.fleet.FleetJson;
import io.spotmanager.fleet.table.HostRow.HiddenTenantRow;
import io.spotmanager.fleet.table.HostRow.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads by what the hosts of some pools are counted, in one statement, however many they are. */
public record PoolHostsRepository(JdbcClient jdbc) {
    /**
     * A host.
     *
     * @param pools those that sell it, by name
     * @param numbers null if the snapshot has no such host
     */
    public record PoolHost(
            String host, List<String> pools, @Nullable Numbers numbers) {}

    /**
     * What counts of a host.
     *
     * @param gpuNote why {@code gpuUsed} may be too small; null if it is not
     * @param reasons the codes why it cannot be sold
     */
    public record Numbers(
            int vms,
            int gpuUsed,
            int gpuCapacity,
            @Nullable String gpuNote,
            List<HiddenTenantRow> hidden,
            List<String> reasons,
            @Nullable String disabledReason) {}

    /** Returns these hosts, also those that are not known, and all others in these pools and in the pools of these hosts. */
    public List<PoolHost> of(Collection<String> pools, Collection<String> hosts) {
        return jdbc.sql("""
                with counted as (
                    select name from pool
                    where kind is not null
                          and (name = any (:pools) or name in (select pool from pool_host where host = any (:hosts)))
                ), wanted as (
                    select host from pool_host where pool in (select name from counted) union select unnest(:hosts)
                )
                select w.host, h.name is not null as known, h.gpu_used, h.gpu_capacity, h.vm_count, h.gpu_note, h.hidden_tenants,
                       h.reasons, h.disabled_reason,
                       array(select m.pool from pool_host m join pool p on p.name = m.pool
                             where m.host = w.host and p.kind is not null order by 1) as pools
                from wanted w left join host h on h.name = w.host order by 1
                """)
                .param("pools", pools.toArray(String[]::new))
                .param("hosts", hosts.toArray(String[]::new))
                .query(PoolHostsRepository::host)
                .list();
    }

    private static PoolHost host(ResultSet row, int number) throws SQLException {
        return new PoolHost(
                row.getString("host"),
                List.of((String[]) row.getArray("pools").getArray()),
                row.getBoolean("known") ? numbers(row) : null);
    }

    private static Numbers numbers(ResultSet row) throws SQLException {
        return new Numbers(
                row.getInt("vm_count"),
                row.getInt("gpu_used"),
                row.getInt("gpu_capacity"),
                row.getString("gpu_note"),
                List.of(FleetJson.MAPPER.readValue(row.getString("hidden_tenants"), HiddenTenantRow[].class)),
                Stream.of(FleetJson.MAPPER.readValue(row.getString("reasons"), Reason[].class))
                        .map(Reason::code)
                        .toList(),
                row.getString("disabled_reason"));
    }
}
