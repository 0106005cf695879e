package io.spotmanager.gateway.webhooks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the API shows it.
 *
 * @param event the id of the event: the same for each attempt and each webhook
 * @param type what is told
 * @param subject of what it tells
 * @param title what it tells, for people
 * @param dueAt when it is attempted next; null if it has ended
 * @param attempts how often it was attempted
 * @param askedBy who wanted it sent; null for what the webhook sends by itself
 * @param status of the latest answer; null if there was none
 * @param latencyMs of the latest attempt
 * @param answer how the latest answer began
 * @param error why the latest attempt failed; null if it did not
 */
record DeliveryView(
        UUID id,
        UUID event,
        String type,
        String subject,
        String title,
        Delivery.State state,
        Instant createdAt,
        @Nullable Instant dueAt,
        int attempts,
        @Nullable String askedBy,
        @Nullable Integer status,
        @Nullable Integer latencyMs,
        @Nullable String answer,
        @Nullable String error,
        @Nullable Instant endedAt) {
    static DeliveryView of(Delivery delivery) {
        var event = delivery.event();
        var latest = delivery.latest();
        return new DeliveryView(
                delivery.id(),
                event.id(),
                event.kind().wire(),
                event.subject(),
                EventText.of(event).title(),
                delivery.state(),
                delivery.createdAt(),
                delivery.state() == Delivery.State.WAITING ? delivery.dueAt() : null,
                delivery.attempts(),
                delivery.askedBy(),
                latest.status(),
                latest.latencyMs(),
                latest.answer(),
                latest.error(),
                delivery.endedAt());
    }
}
