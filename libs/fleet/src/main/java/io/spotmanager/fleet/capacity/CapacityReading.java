package io.spotmanager.fleet.capacity;

/**
 * The hosts and GPUs of a GPU type, or of one of its pools. As on the board, the GPUs of a host that is under way or out of stock are neither
 * free nor used.
 *
 * @param pool empty for the whole type
 * @param hostsAvailable hosts in stock without VMs
 */
public record CapacityReading(
        String gpuType,
        String pool,
        int hosts,
        int hostsAvailable,
        int hostsUnderWay,
        int hostsOutOfStock,
        int gpusFree,
        int gpusUsed,
        int gpusUnderWay,
        int gpusOutOfStock) {}
