package io.spotmanager.gateway.events;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.reservations.ReservationListener;
import io.spotmanager.gateway.reservations.ReservationNotices;
import io.spotmanager.gateway.reservations.ReservationNotices.Notice;
import java.util.List;

/** Publishes which reservations have changed, and how many stand in front of a person. */
final class ReservationChangeFeed implements ReservationListener {
    /**
     * @param asking how many stand in front of a person
     * @param changed those that have changed; empty for a client that has just connected
     */
    private record Reservations(long asking, List<Notice> changed) {}

    private final ReservationNotices notices;
    private final EventBroadcaster hub;
    private final RecentChanges<Notice> recent = new RecentChanges<>();

    ReservationChangeFeed(ReservationNotices notices, EventBroadcaster hub) {
        this.notices = notices;
        this.hub = hub;
    }

    /** Reads what has changed lately, and sends what is new of it to all boards. */
    @Override
    public void poll() {
        recent.look(notices::recent, (_, changed) -> {
            var asking = notices.asking();
            hub.tellReservations(frame(new Reservations(asking, changed)), frame(new Reservations(asking, List.of())));
        });
    }

    private SseFrame frame(Reservations reservations) {
        return SseFrame.event(hub.now(), "reservations", Json.MAPPER.writeValueAsString(reservations));
    }
}
