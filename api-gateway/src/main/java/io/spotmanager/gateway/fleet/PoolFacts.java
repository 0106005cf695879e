package io.spotmanager.gateway.fleet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate in the snapshot.
 *
 * @param kind null if it is not a pool
 */
record PoolFacts(
        String name,
        long aggregateId,
        @Nullable String kind,
        @Nullable String gpuType,
        @Nullable String gpuTypeFrom,
        boolean nvlink,
        @Nullable String zone) {
    boolean isContract() {
        return "CONTRACT".equals(kind);
    }

    boolean sells(String type) {
        return kind != null && Objects.equals(gpuType, type);
    }

    /** True if the aggregate is not a pool or its GPU type is unknown. */
    boolean isUnclassified() {
        return kind == null || gpuType == null;
    }
}
