package io.spotmanager.domain.vm;

import org.jspecify.annotations.Nullable;

/**
 * A network that servers can be attached to.
 *
 * @param status such as ACTIVE; null when not told
 * @param adminUp null when not told
 * @param projectId the tenant it belongs to; null when not told
 */
public record Network(
        String id,
        String name,
        @Nullable String status,
        @Nullable Boolean adminUp,
        boolean shared,
        @Nullable String projectId) {}
