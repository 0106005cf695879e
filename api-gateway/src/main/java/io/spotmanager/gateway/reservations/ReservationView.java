package io.spotmanager.gateway.reservations;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spotmanager.gateway.reservations.RequestedTimes.IfRefused;
import io.spotmanager.gateway.reservations.Reservation.End;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A reservation as the API shows it: the way out, and in {@code return} the way back, if there is one.
 *
 * @param host that the command is about
 * @param request as it was sent
 * @param requestedBy the user, or {@code token:NAME}
 * @param tokenOwner who made the token that asked; null if a person did
 * @param askedAt when it was asked for
 * @param beginsAt from when on it may begin
 * @param latestAt from when on it does not begin any more
 * @param window in which it begins; null for any time
 * @param ifRefused what follows when its rules refuse it: ask or end
 * @param cause what is in its way; null if nothing was found
 * @param approval the request for approval by a second person; null if nobody has to agree
 * @param operation that it began; null unless it has
 * @param end how it ended, or who let it begin; null while it is open
 * @param back the way back; null if there is none
 */
record ReservationView(
        UUID id,
        ReservationState state,
        String kind,
        String host,
        JsonNode request,
        @Nullable String reason,
        @Nullable String batchId,
        String requestedBy,
        @Nullable String tokenOwner,
        Instant askedAt,
        Instant beginsAt,
        Instant latestAt,
        @Nullable String window,
        IfRefused ifRefused,
        @Nullable String cause,
        @Nullable UUID approval,
        @Nullable UUID operation,
        @Nullable End end,
        @JsonProperty("return") @Nullable Back back,
        String href) {
    /**
     * The way back.
     *
     * @param request of the command that takes it back
     * @param beginsAt from when on it may begin
     * @param latestAt from when on it does not begin any more
     * @param cause what is in its way; null if nothing was found
     * @param operation that it began; null unless it has
     * @param end how it ended; null while it is open
     */
    record Back(
            ReservationState state,
            String kind,
            JsonNode request,
            Instant beginsAt,
            Instant latestAt,
            @Nullable String cause,
            @Nullable UUID operation,
            @Nullable End end) {
        static Back of(Reservation reservation) {
            return new Back(
                    reservation.state(),
                    reservation.asked().command().kind(),
                    reservation.asked().command().request(),
                    reservation.times().begins(),
                    reservation.times().latest(),
                    reservation.cause(),
                    reservation.operation(),
                    reservation.end());
        }
    }

    static ReservationView of(Reservation out, @Nullable Reservation back) {
        var asked = out.asked();
        var command = asked.command();
        var times = out.times();
        return new ReservationView(
                out.id(),
                out.state(),
                command.kind(),
                command.subject(),
                command.request(),
                command.reason(),
                command.batchId(),
                command.requestedBy(),
                asked.tokenOwner(),
                asked.askedAt(),
                times.begins(),
                times.latest(),
                times.window(),
                times.endIfRefused() ? IfRefused.END : IfRefused.ASK,
                out.cause(),
                out.approval(),
                out.operation(),
                out.end(),
                back == null ? null : Back.of(back),
                out.href());
    }
}
