package io.spotmanager.domain.vm;

import org.jspecify.annotations.Nullable;

/**
 * An image for VMs.
 *
 * @param type the operating system family, such as Ubuntu
 * @param size in bytes; null if unknown
 */
public record VmImage(
        long id,
        String name,
        String region,
        @Nullable String type,
        @Nullable String version,
        About about) {

    /** Values that are for people only. */
    public record About(
            @Nullable Long size,
            @Nullable String displaySize,
            @Nullable String description,
            boolean isPublic) {}
}
