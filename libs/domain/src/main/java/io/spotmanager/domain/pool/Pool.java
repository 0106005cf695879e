package io.spotmanager.domain.pool;

import org.jspecify.annotations.Nullable;

/**
 * A host aggregate in which GPU hosts are sold.
 *
 * @param name the aggregate's name
 * @param gpuType null for a contract, whose name need not contain a type
 * @param nvlink true if the name says NVLink
 */
public record Pool(String name, PoolKind kind, @Nullable String gpuType, boolean nvlink) {
    public boolean isContract() {
        return kind == PoolKind.CONTRACT;
    }
}
