package io.spotmanager.gateway.reservations;

import java.time.Instant;
import java.util.UUID;

/**
 * Another reservation that wants the host at the same time.
 *
 * @param reservation its id
 * @param beginsAt from when on it wants the host
 * @param freeAt until when it wants the host
 */
public record Collision(UUID reservation, String requestedBy, Instant beginsAt, Instant freeAt) {
    /** The same as a sentence. */
    String text() {
        return "%s of %s wants it from %s to %s."
                .formatted(Reservation.href(reservation), requestedBy, beginsAt, freeAt);
    }
}
