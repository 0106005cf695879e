package io.spotmanager.fleet.read;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the snapshot holds of the pools. */
public record PoolRepository(JdbcClient jdbc) {
    /** @param hosts by name */
    public record Members(
            long aggregateId, String name, @Nullable String zone, List<String> hosts) {}

    /** Every aggregate of the cloud with the hosts in it, by name. */
    public List<Members> all() {
        return jdbc.sql("""
                select aggregate_id, name, zone, array(select host from pool_host where pool = name order by host) as hosts
                from pool order by name
                """)
                .query((row, number) -> new Members(
                        row.getLong("aggregate_id"), row.getString("name"), row.getString("zone"), List.of((String[])
                                row.getArray("hosts").getArray())))
                .list();
    }

    /** The names of the pools of a kind and GPU type; those with or without NVLink, as wanted, come first. */
    public List<String> names(String kind, String gpuType, boolean nvlinkFirst) {
        return jdbc.sql("select name from pool where kind = ? and gpu_type = ? order by nvlink <> ?, name")
                .params(kind, gpuType, nvlinkFirst)
                .query((row, number) -> row.getString("name"))
                .list();
    }
}
