package io.spotmanager.gateway.reservations;

import io.spotmanager.gateway.approvals.StoredCommand;
import io.spotmanager.workflow.operation.CommandOrigin;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command that begins at a time; a row.
 *
 * @param returns the way out that this one takes back; null for a way out
 * @param times when it may begin
 * @param approval in which a second person has to agree; null if nobody has to
 * @param cause what is in its way; null if nothing was found
 * @param operation that it began; null unless it has
 * @param end null while it is open
 */
record Reservation(
        UUID id,
        @Nullable UUID returns,
        ReservationState state,
        StoredCommand asked,
        Times times,
        @Nullable UUID approval,
        @Nullable String cause,
        @Nullable UUID operation,
        @Nullable End end) {
    /**
     * @param window in which it begins; null for any time
     * @param endIfRefused whether it ends when it is refused
     */
    record Times(Instant begins, Instant latest, @Nullable String window, boolean endIfRefused) {}

    /**
     * @param by null if by its rules
     * @param reason null if none was given
     */
    record End(@Nullable String by, Instant at, @Nullable String reason) {}

    boolean isOpen() {
        return !state.isEnd();
    }

    boolean isReturn() {
        return returns != null;
    }

    /** The id under which people know it: of the whole request. */
    UUID request() {
        return returns == null ? id : returns;
    }

    String href() {
        return href(request());
    }

    static String href(UUID request) {
        return "/api/reservations/" + request;
    }

    String host() {
        return asked.command().subject();
    }

    /**
     * What the history of its operation says.
     *
     * @param agreed null if nobody had to agree
     */
    CommandOrigin origin(CommandOrigin.@Nullable Approval agreed) {
        return new CommandOrigin(asked.address(), asked.requestId(), asked.tokenOwner(), agreed, named());
    }

    CommandOrigin.Reservation named() {
        return new CommandOrigin.Reservation(request(), asked.command().requestedBy(), asked.askedAt());
    }
}
