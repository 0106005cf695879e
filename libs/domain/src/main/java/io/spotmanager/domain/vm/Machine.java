package io.spotmanager.domain.vm;

import org.jspecify.annotations.Nullable;

/**
 * A machine as the registry knows it, without its certificate.
 *
 * @param registered whether a host has joined as this machine; null when not told
 * @param gpuReserved GPUs rented by others; null when not told
 */
public record Machine(
        String id,
        String name,
        @Nullable Boolean registered,
        @Nullable Integer gpuReserved) {}
