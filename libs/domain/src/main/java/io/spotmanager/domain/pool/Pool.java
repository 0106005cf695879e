package io.spotmanager.domain.pool;

import org.jspecify.annotations.Nullable;

/**
 * A host aggregate in which GPU hosts are sold.
 *
 * @param name the aggregate's
 * @param gpuType null for a contract, whose name does not have to tell it
 * @param nvlink whether the name promises NVLink
 */
public record Pool(String name, PoolKind kind, @Nullable String gpuType, boolean nvlink) {
    public boolean isContract() {
        return kind == PoolKind.CONTRACT;
    }
}
