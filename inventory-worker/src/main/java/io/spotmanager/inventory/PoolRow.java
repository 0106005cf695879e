package io.spotmanager.inventory;

import io.spotmanager.clouds.compute.Aggregate;
import io.spotmanager.clouds.fleet.Pool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pool as it is written. */
record PoolRow(
        String name,
        long aggregateId,
        String kind,
        @Nullable String gpuType,
        boolean nvlink,
        @Nullable String zone,
        List<String> hosts) {
    static PoolRow of(Pool pool, Aggregate aggregate) {
        return new PoolRow(
                pool.name(),
                aggregate.id(),
                pool.kind().name(),
                pool.gpuType(),
                pool.nvlink(),
                aggregate.availabilityZone(),
                aggregate.hosts());
    }
}
