package io.spotmanager.domain.vm;

import org.jspecify.annotations.Nullable;

/**
 * A network that servers can be attached to.
 *
 * @param status such as ACTIVE; null if unknown
 * @param adminUp null if unknown
 * @param projectId the id of its project; null if unknown
 */
public record Network(
        String id,
        String name,
        @Nullable String status,
        @Nullable Boolean adminUp,
        boolean shared,
        @Nullable String projectId) {}
