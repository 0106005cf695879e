package io.spotmanager.gateway.reservations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When a command would begin.
 *
 * @param beginsAt from when on it may begin
 * @param latestAt from when on it does not begin any more
 * @param until when it is taken back; null for never
 * @param collisions reservations that want the host at the same time; to reserve it all the same, send {@code despite}
 * @param operation that holds the host now; null if it is free. That is no obstacle if it has ended by then
 */
public record ReservationPreview(
        Instant beginsAt,
        Instant latestAt,
        @Nullable Instant until,
        List<Collision> collisions,
        @Nullable UUID operation) {}
