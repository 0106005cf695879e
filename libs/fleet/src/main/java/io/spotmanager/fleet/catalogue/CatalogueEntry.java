package io.spotmanager.fleet.catalogue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One list of the catalogue.
 *
 * @param content as JSON; null before the first read that succeeded
 * @param readAt when that read began
 * @param failedAt since when it cannot be read; null if the latest read succeeded
 * @param trouble why the latest read failed, or what it left out; null if nothing
 */
public record CatalogueEntry(
        @Nullable String content,
        @Nullable Instant readAt,
        @Nullable Instant failedAt,
        @Nullable String trouble) {}
