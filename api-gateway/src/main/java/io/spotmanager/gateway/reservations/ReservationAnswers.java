package io.spotmanager.gateway.reservations;

import io.spotmanager.gateway.operations.CommandAnswer;
import io.spotmanager.gateway.operations.PlannedReservation;
import java.net.URI;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What is answered to a request for something that begins at a time. */
@Component
class ReservationAnswers {
    private final Reservations reservations;
    private final HostTimes hosts;

    ReservationAnswers(Reservations reservations, HostTimes hosts) {
        this.reservations = reservations;
        this.hosts = hosts;
    }

    ResponseEntity<CommandAnswer> of(UUID id) {
        var reservation = reservations.find(id).orElseThrow();
        var back = reservations.back(id).orElse(null);
        var times = reservation.times();
        CommandAnswer body = new PlannedReservation(
                reservation.state() == ReservationState.PLANNED
                        ? "RESERVED"
                        : reservation.state().name(),
                id,
                reservation.href(),
                times.begins(),
                times.latest(),
                back == null ? null : back.times().begins(),
                reservation.approval(),
                detail(reservation, back));
        return ResponseEntity.accepted()
                .location(URI.create(reservation.href()))
                .body(body);
    }

    private String detail(Reservation reservation, @Nullable Reservation back) {
        var sentences = new ArrayList<String>();
        if (reservation.state() != ReservationState.PLANNED) {
            return "This reservation is %s. %s says more.".formatted(reservation.state(), reservation.href());
        }
        sentences.add("It begins at %s or, if something is in its way then, before %s; no host is held until then."
                .formatted(reservation.times().begins(), reservation.times().latest()));
        if (back != null) {
            sentences.add("It is taken back at %s.".formatted(back.times().begins()));
        }
        if (reservation.approval() != null) {
            sentences.add(
                    "A second person has to approve it before: /api/approvals/%s.".formatted(reservation.approval()));
        }
        hosts.holder(reservation.host())
                .ifPresent(holder ->
                        sentences.add("Now %s is held by a %s in state %s, /api/operations/%s, which has to end before."
                                .formatted(reservation.host(), holder.kind(), holder.state(), holder.operation())));
        sentences.add("%s names the operation once there is one.".formatted(reservation.href()));
        return String.join(" ", sentences);
    }
}
