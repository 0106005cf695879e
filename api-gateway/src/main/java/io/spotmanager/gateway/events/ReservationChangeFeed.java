package io.spotmanager.gateway.events;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.reservations.ReservationListener;
import io.spotmanager.gateway.reservations.ReservationNotices;
import io.spotmanager.gateway.reservations.ReservationNotices.Notice;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Publishes which reservations have changed, and how many stand in front of a person. */
final class ReservationChangeFeed implements ReservationListener {
    /**
     * @param asking how many stand in front of a person
     * @param changed those that have changed; empty for a client that has just connected
     */
    private record Reservations(long asking, List<Notice> changed) {}

    private final ReservationNotices notices;
    private final EventBroadcaster hub;
    private final ReentrantLock looking = new ReentrantLock();
    private @Nullable List<Notice> last;

    ReservationChangeFeed(ReservationNotices notices, EventBroadcaster hub) {
        this.notices = notices;
        this.hub = hub;
    }

    /** Reads what has changed lately, and sends what is new of it to all boards. */
    @Override
    public void poll() {
        looking.lock();
        try {
            var before = last;
            var now = notices.recent();
            var changed = before == null
                    ? List.<Notice>of()
                    : now.stream().filter(notice -> !before.contains(notice)).toList();
            if (before == null || !changed.isEmpty()) {
                var asking = notices.asking();
                hub.tellReservations(
                        frame(new Reservations(asking, changed)), frame(new Reservations(asking, List.of())));
            }
            last = now;
        } finally {
            looking.unlock();
        }
    }

    private SseFrame frame(Reservations reservations) {
        return SseFrame.event(hub.now(), "reservations", Json.MAPPER.writeValueAsString(reservations));
    }
}
