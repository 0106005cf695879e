package io.spotmanager.fleet.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the snapshot holds of the pools. */
public record PoolRepository(JdbcClient jdbc) {
    /** @param hosts by name */
    public record Members(
            long aggregateId, String name, @Nullable String zone, List<String> hosts) {}

    /**
     * How the hosts of an aggregate are sold.
     *
     * @param kind null if it is not a pool
     * @param gpuType null if unknown
     */
    public record Sold(
            String name, @Nullable String kind, @Nullable String gpuType) {}

    /** Those of these names that the snapshot knows, by name. */
    public List<Sold> named(Collection<String> names) {
        return jdbc.sql("select name, kind, gpu_type from pool where name = any (?) order by name")
                .param(names.toArray(String[]::new))
                .query(PoolRepository::sold)
                .list();
    }

    /** The aggregates that a host is in, by name; one that is no longer known has neither kind nor type. */
    public List<Sold> ofHost(String host) {
        return jdbc.sql("""
                select m.pool as name, p.kind, p.gpu_type from pool_host m left join pool p on p.name = m.pool
                where m.host = ? order by 1
                """).param(host).query(PoolRepository::sold).list();
    }

    /** Returns true if nothing has been read yet. */
    public boolean isEmpty() {
        return jdbc.sql("select not exists (select from pool)")
                .query(Boolean.class)
                .single();
    }

    /** The GPU types of pools and hosts, in order. */
    public List<String> gpuTypes() {
        return jdbc.sql("""
                select gpu_type from pool where gpu_type is not null union select gpu_type from host where gpu_type is not null
                order by 1
                """).query((row, number) -> row.getString(1)).list();
    }

    private static Sold sold(ResultSet row, int number) throws SQLException {
        return new Sold(row.getString("name"), row.getString("kind"), row.getString("gpu_type"));
    }

    /** Every aggregate of the cloud with the hosts in it, by name. */
    public List<Members> all() {
        return jdbc.sql("""
                select aggregate_id, name, zone, array(select host from pool_host where pool = name order by host) as hosts
                from pool order by name
                """).query(PoolRepository::members).list();
    }

    /**
     * Those that sell hosts, with the hosts in them, by name.
     *
     * @param gpuType null for every type
     * @param name null for every pool
     */
    public List<Members> selling(@Nullable String gpuType, @Nullable String name) {
        return jdbc.sql("""
                select aggregate_id, name, zone, array(select host from pool_host where pool = name order by host) as hosts
                from pool
                where kind is not null and (:type::text is null or gpu_type = :type) and (:name::text is null or name = :name)
                order by name
                """)
                .param("type", gpuType)
                .param("name", name)
                .query(PoolRepository::members)
                .list();
    }

    private static Members members(ResultSet row, int number) throws SQLException {
        return new Members(row.getLong("aggregate_id"), row.getString("name"), row.getString("zone"), List.of((String[])
                row.getArray("hosts").getArray()));
    }

    /** The names of the pools of a kind and GPU type; those with or without NVLink, as wanted, come first. */
    public List<String> names(String kind, String gpuType, boolean nvlinkFirst) {
        return jdbc.sql("select name from pool where kind = ? and gpu_type = ? order by nvlink <> ?, name")
                .params(kind, gpuType, nvlinkFirst)
                .query((row, number) -> row.getString("name"))
                .list();
    }
}
