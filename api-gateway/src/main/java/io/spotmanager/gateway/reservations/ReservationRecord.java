package io.spotmanager.gateway.reservations;

import io.spotmanager.gateway.security.log.SecurityEventKind;
import io.spotmanager.gateway.security.log.SecurityLog;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes into the security log what became of a reservation, in the transaction of the change. */
@Component
class ReservationRecord {
    private final SecurityLog log;

    ReservationRecord(SecurityLog log) {
        this.log = log;
    }

    /**
     * @param actor null if nobody decided
     * @param why of the actor, or what was in the way; null if there is nothing to say
     * @param operation null if none has begun
     */
    void write(
            SecurityEventKind what,
            Reservation reservation,
            @Nullable String actor,
            @Nullable String why,
            @Nullable UUID operation) {
        var command = reservation.asked().command();
        var detail = new LinkedHashMap<String, Object>();
        detail.put("reservation", reservation.request());
        if (reservation.isReturn()) {
            detail.put("return", true);
        }
        detail.put("kind", command.kind());
        detail.put("host", command.subject());
        detail.put("request", command.request());
        detail.put("requested_by", command.requestedBy());
        put(detail, "token_owner", reservation.asked().tokenOwner());
        detail.put("begins_at", reservation.times().begins().toString());
        detail.put("latest_at", reservation.times().latest().toString());
        put(detail, "window", reservation.times().window());
        put(detail, "approval", reservation.approval());
        put(detail, "reason", why);
        put(detail, "operation", operation);
        log.done(what, actor, detail);
    }

    private static void put(LinkedHashMap<String, Object> detail, String name, @Nullable Object value) {
        if (value != null) {
            detail.put(name, value);
        }
    }
}
