package io.spotmanager.gateway.fleet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate as it stands in the snapshot.
 *
 * @param kind null for one in which no GPU hosts are sold
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

    /** Whether nothing tells what is sold there, or whether anything is. */
    boolean isUnclassified() {
        return kind == null || gpuType == null;
    }
}
