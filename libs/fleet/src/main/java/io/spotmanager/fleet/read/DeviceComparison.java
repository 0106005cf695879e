package io.spotmanager.fleet.read;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares what NetBox listed last with the hosts that are sold: those in a pool, and those of a known GPU type. Names are compared without
 * regard to case, as NetBox does.
 */
public record DeviceComparison(JdbcClient jdbc) {
    private static final String SOLD = """
            sold as (
                select h.name, h.pool, h.gpu_type, h.status from host h left join pool p on p.name = h.pool
                where p.kind is not null or h.gpu_type is not null
            )""";

    /**
     * How many there are of each.
     *
     * @param devices that NetBox lists
     * @param hosts that are sold
     * @param both hosts with a device
     */
    public record Totals(int devices, int hosts, int both) {}

    /**
     * A device without a host that is sold.
     *
     * @param inNova whether Nova has a host of that name, which is sold in no pool and has no known GPU type
     */
    public record LoneDevice(
            String name,
            @Nullable String status,
            @Nullable String tenant,
            @Nullable String site,
            @Nullable String rack,
            @Nullable String url,
            boolean inNova) {}

    /** A host that is sold and has no device. */
    public record LoneHost(
            String hostname,
            @Nullable String aggregate,
            @Nullable String gpuType,
            String status) {}

    /** A host in several pools, which counts in each of their columns. */
    public record SeveralPools(String hostname, List<String> aggregates) {}

    public Totals totals() {
        return jdbc.sql("with " + SOLD + """
                select (select count(*) from device) as devices, (select count(*) from sold) as hosts,
                       (select count(*) from sold s where exists (select from device d where lower(d.name) = lower(s.name))) as both
                """)
                .query((row, number) -> new Totals(row.getInt("devices"), row.getInt("hosts"), row.getInt("both")))
                .single();
    }

    /** By name. */
    public List<LoneDevice> loneDevices() {
        return jdbc.sql("with " + SOLD + """
                select d.*, exists (select from host h where lower(h.name) = lower(d.name)) as in_nova
                from device d where not exists (select from sold s where lower(s.name) = lower(d.name))
                order by lower(d.name)
                """)
                .query((row, number) -> new LoneDevice(
                        row.getString("name"),
                        row.getString("status"),
                        row.getString("tenant"),
                        row.getString("site"),
                        row.getString("rack"),
                        row.getString("url"),
                        row.getBoolean("in_nova")))
                .list();
    }

    /** By name. */
    public List<LoneHost> loneHosts() {
        return jdbc.sql("with " + SOLD + """
                select * from sold s where not exists (select from device d where lower(d.name) = lower(s.name))
                order by lower(s.name)
                """)
                .query((row, number) -> new LoneHost(
                        row.getString("name"),
                        row.getString("pool"),
                        row.getString("gpu_type"),
                        row.getString("status")))
                .list();
    }

    /** By name. */
    public List<SeveralPools> inSeveralPools() {
        return jdbc.sql("""
                select m.host, array_agg(m.pool order by m.pool) as pools
                from pool_host m join pool p on p.name = m.pool where p.kind is not null
                group by m.host having count(*) > 1 order by m.host
                """)
                .query((row, number) -> new SeveralPools(row.getString("host"), List.of((String[])
                        row.getArray("pools").getArray())))
                .list();
    }
}
