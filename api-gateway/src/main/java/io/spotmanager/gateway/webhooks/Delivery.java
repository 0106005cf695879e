package io.spotmanager.gateway.webhooks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to one webhook.
 *
 * @param dueAt when it is attempted next; while it is sent, when somebody else may attempt it
 * @param askedBy who wanted it sent; null for what the webhook sends by itself
 * @param latest what came of the latest attempt
 */
record Delivery(
        UUID id,
        UUID webhook,
        WebhookEvent event,
        State state,
        Instant createdAt,
        Instant dueAt,
        int attempts,
        @Nullable String askedBy,
        Attempt latest,
        @Nullable Instant endedAt) {
    /** The names are stable; scripts may rely on them. */
    enum State {
        WAITING,
        DELIVERED,
        GIVEN_UP
    }

    /**
     * @param status null if there was no answer
     * @param answer how it began, cleaned
     * @param error why it failed, as a sentence; null if it did not
     */
    record Attempt(
            @Nullable Integer status,
            @Nullable Integer latencyMs,
            @Nullable String answer,
            @Nullable String error) {}
}
