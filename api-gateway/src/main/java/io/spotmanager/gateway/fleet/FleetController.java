package io.spotmanager.gateway.fleet;

import io.spotmanager.gateway.problem.ProblemType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Pools and hosts as the inventory worker last saw them. */
@RestController
class FleetController {
    /** @param readAt null before the first look; @param trouble why the latest look failed, or null */
    record SnapshotView(
            long generation,
            @Nullable Instant readAt,
            @Nullable String trouble) {}

    record GpuTypeView(String gpuType, int pools, int hosts) {}

    /** @param hosts names, in order */
    record PoolView(
            String name,
            String pool,
            boolean nvlink,
            @Nullable String availabilityZone,
            List<String> hosts) {}

    record PoolsView(String gpuType, SnapshotView snapshot, List<PoolView> aggregates) {}

    private final JdbcClient jdbc;

    FleetController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping("/api/snapshot")
    SnapshotView snapshot() {
        return jdbc.sql("select generation, s.read_at, trouble from snapshot s, source where name = 'aggregates'")
                .query((row, number) -> new SnapshotView(
                        row.getLong("generation"),
                        Optional.ofNullable(row.getObject("read_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)
                                .orElse(null),
                        row.getString("trouble")))
                .single();
    }

    @GetMapping("/api/gpu-types")
    List<GpuTypeView> gpuTypes() {
        return jdbc.sql("""
                select gpu_type, count(distinct name)::int as pools, count(host)::int as hosts
                from pool left join pool_host on pool = name
                where gpu_type is not null
                group by gpu_type order by gpu_type
                """)
                .query((row, number) ->
                        new GpuTypeView(row.getString("gpu_type"), row.getInt("pools"), row.getInt("hosts")))
                .list();
    }

    @GetMapping("/api/aggregates/{gpuType}")
    PoolsView pools(@PathVariable String gpuType) {
        var pools = jdbc.sql("""
                select name, kind, nvlink, zone,
                       array(select host from pool_host where pool = name order by host) as hosts
                from pool where gpu_type = ? order by name
                """).param(gpuType).query(FleetController::pool).list();
        if (pools.isEmpty()) {
            throw ProblemType.NOT_FOUND.because(
                    "No pool sells %s. GET /api/gpu-types lists the types there are.".formatted(gpuType));
        }
        return new PoolsView(gpuType, snapshot(), pools);
    }

    private static PoolView pool(ResultSet row, int number) throws SQLException {
        return new PoolView(
                row.getString("name"),
                row.getString("kind"),
                row.getBoolean("nvlink"),
                row.getString("zone"),
                List.of((String[]) row.getArray("hosts").getArray()));
    }
}
