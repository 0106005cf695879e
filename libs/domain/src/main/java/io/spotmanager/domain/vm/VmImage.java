package io.spotmanager.domain.vm;

import org.jspecify.annotations.Nullable;

/**
 * What a VM starts from.
 *
 * @param type the operating system's family, such as Ubuntu
 * @param size bytes; null when not told
 */
public record VmImage(
        long id,
        String name,
        String region,
        @Nullable String type,
        @Nullable String version,
        About about) {

    /** What only people read. */
    public record About(
            @Nullable Long size,
            @Nullable String displaySize,
            @Nullable String description,
            boolean isPublic) {}
}
