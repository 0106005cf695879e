package io.spotmanager.fleet.read;

import io.spotmanager.fleet.FleetJson;
import io.spotmanager.fleet.read.HostRepository.Age;
import io.spotmanager.fleet.read.HostRepository.ServiceState;
import io.spotmanager.fleet.table.HostRow.HiddenTenantRow;
import io.spotmanager.fleet.table.VmRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what the snapshot holds about many hosts in two statements, however many they are. */
public record ManyHostsRepository(JdbcClient jdbc) {
    /**
     * What is known of one host.
     *
     * @param pool the first of its pools; null if it is in none, or not known
     * @param rack with its site, which tells racks of the same name apart; null if unknown
     * @param netboxStatus null if NetBox does not have it
     * @param age empty before the first full read
     * @param service empty if the cloud runs none on it
     * @param vms by name
     */
    public record Known(
            String host,
            @Nullable String pool,
            @Nullable String rack,
            @Nullable String netboxStatus,
            Optional<Age> age,
            Optional<ServiceState> service,
            List<HiddenTenantRow> hidden,
            List<VmRow> vms) {}

    /** Returns each of these hosts by its name, also those that the snapshot does not know. Call it in one read-only transaction. */
    public Map<String, Known> of(Collection<String> hosts) {
        var names = hosts.stream().distinct().toArray(String[]::new);
        var vms = vms(names);
        var known = new HashMap<String, Known>();
        jdbc.sql("""
                with cloud as (
                    select min(read_at) as read_at from source where name in ('aggregates', 'servers', 'services')
                    having count(read_at) = 3
                )
                select wanted.name, h.pool, case when h.rack is not null then concat_ws(' ', h.site, h.rack) end as rack, h.netbox_status, h.hidden_tenants, h.service_up,
                       h.service_enabled, h.disabled_reason, coalesce(h.zone, '') as zone,
                       (select generation from snapshot) as generation,
                       (select greatest(cloud.read_at, r.read_at) from cloud) as read_at
                from unnest(?) as wanted (name) left join host h using (name) left join host_read r on r.host = wanted.name
                """)
                .param(names)
                .query((row, number) -> known(row, vms))
                .list()
                .forEach(each -> known.put(each.host(), each));
        return known;
    }

    private static Known known(ResultSet row, Map<String, List<VmRow>> vms) throws SQLException {
        var host = row.getString("name");
        var readAt = row.getObject("read_at", OffsetDateTime.class);
        var hidden = row.getString("hidden_tenants");
        return new Known(
                host,
                row.getString("pool"),
                row.getString("rack"),
                row.getString("netbox_status"),
                readAt == null ? Optional.empty() : Optional.of(new Age(row.getLong("generation"), readAt.toInstant())),
                service(row),
                hidden == null || hidden.equals("[]")
                        ? List.of()
                        : List.of(FleetJson.MAPPER.readValue(hidden, HiddenTenantRow[].class)),
                vms.getOrDefault(host, List.of()));
    }

    private static Optional<ServiceState> service(ResultSet row) throws SQLException {
        var up = row.getBoolean("service_up");
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new ServiceState(
                        row.getBoolean("service_enabled"),
                        up,
                        row.getString("disabled_reason"),
                        row.getString("zone")));
    }

    private Map<String, List<VmRow>> vms(String[] hosts) {
        return jdbc
                .sql("select * from vm where host = any (?) order by name, id")
                .param(hosts)
                .query(HostRepository::vm)
                .list()
                .stream()
                .collect(Collectors.groupingBy(vm -> String.valueOf(vm.host())));
    }

    /** Returns the pool of each of these hosts that the snapshot knows; an empty name for one in no pool. */
    public Map<String, String> pools(Collection<String> hosts) {
        return jdbc
                .sql("select name, coalesce(pool, '') from host where name = any (?)")
                .param(hosts.toArray(String[]::new))
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The hosts in these aggregates, by name. */
    public List<String> in(Collection<String> pools) {
        return jdbc.sql("select distinct host from pool_host where pool = any (?) order by 1")
                .param(pools.toArray(String[]::new))
                .query((row, number) -> row.getString(1))
                .list();
    }
}
