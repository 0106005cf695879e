package io.spotmanager.domain.vm;

import org.jspecify.annotations.Nullable;

/**
 * A size of VM that a region offers.
 *
 * @param gpu the provider's word for the GPU type; null when it has none
 * @param stockAvailable null when not told; a probability at most, since others order too
 */
public record VmFlavor(
        long id,
        String name,
        String region,
        @Nullable String gpu,
        int gpuCount,
        @Nullable Boolean stockAvailable) {}
