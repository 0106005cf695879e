package io.spotmanager.domain.pool;

/**
 * How the names of pools and hosts are read and how GPUs are counted. Every part of the service needs the same rules.
 */
public record FleetRules(PoolNaming naming, GpuTypes types, GpuCapacity capacity, GpuCount count) {}
