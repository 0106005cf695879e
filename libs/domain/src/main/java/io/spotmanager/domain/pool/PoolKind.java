package io.spotmanager.domain.pool;

/** How a pool's hosts are sold. */
public enum PoolKind {
    ON_DEMAND,
    SPOT,
    RUNPOD,
    CONTRACT
}
