package io.spotmanager.domain.vm;

import org.jspecify.annotations.Nullable;

/**
 * A machine in the registry, without its certificate.
 *
 * @param registered true if a host has joined as this machine; null if unknown
 * @param gpuReserved GPUs that customers rent; null if unknown
 * @param listed true if it is offered for rent; null if unknown
 */
public record Machine(
        String id,
        String name,
        @Nullable Boolean registered,
        @Nullable Integer gpuReserved,
        @Nullable Boolean listed) {}
