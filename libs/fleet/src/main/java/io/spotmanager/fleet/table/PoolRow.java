package io.spotmanager.fleet.table;

import org.jspecify.annotations.Nullable;

/**
 * An aggregate of the cloud.
 *
 * @param kind null for one in which no GPU hosts are sold
 * @param gpuTypeFrom {@code name} or {@code hosts}; null with the type
 */
public record PoolRow(
        String name,
        long aggregateId,
        @Nullable String kind,
        @Nullable String gpuType,
        @Nullable String gpuTypeFrom,
        boolean nvlink,
        @Nullable String zone)
        implements Row {
    @Override
    public String key() {
        return name;
    }
}
