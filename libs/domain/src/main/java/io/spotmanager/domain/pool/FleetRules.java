package io.spotmanager.domain.pool;

/** How this fleet's names are read and its GPUs counted. Every part of the service must be given the same rules. */
public record FleetRules(PoolNaming naming, GpuTypes types, GpuCapacity capacity, GpuCount count) {}
