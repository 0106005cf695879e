package io.spotmanager.gateway.webhooks;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened.
 *
 * @param key what it was: the same for all that is written of it
 */
record WebhookEvent(UUID id, EventKind kind, String key, Instant at, String subject, JsonNode data) {}
