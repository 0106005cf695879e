package io.spotmanager.workflow.operation;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An accepted command. It never changes.
 *
 * @param kind the workflow's name
 * @param subject what the operation locks while it is open; for a move, the host
 * @param reason the requester's own words, or null
 * @param batchId groups commands that were sent together, or null
 */
public record Command(
        String kind,
        String subject,
        JsonNode request,
        String requestedBy,
        @Nullable String reason,
        @Nullable String batchId) {}
