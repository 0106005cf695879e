package io.spotmanager.gateway.operations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The response to a command that begins at a time. No operation exists yet, and no host is held.
 *
 * @param state {@code RESERVED}, or how the reservation has gone on if the request is a repeated one
 * @param reservation its id; no operation has this id
 * @param href its address: it names the operation once there is one
 * @param beginsAt from when on it may begin
 * @param latestAt from when on it does not begin any more
 * @param until when it is taken back; null for never
 * @param approval the request for approval by a second person; null if nobody has to agree
 * @param detail what comes next, and what was told
 */
public record PlannedReservation(
        String state,
        UUID reservation,
        String href,
        Instant beginsAt,
        Instant latestAt,
        @Nullable Instant until,
        @Nullable UUID approval,
        String detail)
        implements CommandAnswer {}
