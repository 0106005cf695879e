package io.spotmanager.domain.vm;

import java.util.List;
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

    /**
     * Values that are for people only.
     *
     * @param createdAt as the provider writes it; null if unknown
     * @param logo an address of a picture; null if unknown
     * @param greenStatus of its region, such as GREEN; UNKNOWN if the provider does not say; null from an earlier release
     * @param snapshot what it was made from; null if from nothing
     * @param labels null if none were read
     */
    public record About(
            @Nullable Long size,
            @Nullable String displaySize,
            @Nullable String description,
            boolean isPublic,
            @Nullable String createdAt,
            @Nullable String logo,
            @Nullable String greenStatus,
            @Nullable String snapshot,
            @Nullable List<Label> labels) {
        public About(
                @Nullable Long size, @Nullable String displaySize, @Nullable String description, boolean isPublic) {
            this(size, displaySize, description, isPublic, null, null, null, null, null);
        }
    }

    /** @param label its text */
    public record Label(long id, String label) {}
}
