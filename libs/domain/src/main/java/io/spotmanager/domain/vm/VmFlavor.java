package io.spotmanager.domain.vm;

import org.jspecify.annotations.Nullable;

/**
 * A VM flavor that a region offers.
 *
 * @param gpu the provider's name for the GPU type; null if it has none
 * @param stockAvailable null if unknown; no promise, since others order too
 */
public record VmFlavor(
        long id,
        String name,
        String region,
        @Nullable String gpu,
        int gpuCount,
        @Nullable Boolean stockAvailable) {}
