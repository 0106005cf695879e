package io.spotmanager.gateway.events;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.plans.PlanNotices;
import io.spotmanager.gateway.plans.PlanNotices.Notice;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Publishes how far plans are. */
final class PlanChangeFeed {
    private record Changed(List<Notice> changed) {}

    private final PlanNotices notices;
    private final EventBroadcaster hub;
    private final ReentrantLock looking = new ReentrantLock();
    private @Nullable List<Notice> last;

    PlanChangeFeed(PlanNotices notices, EventBroadcaster hub) {
        this.notices = notices;
        this.hub = hub;
    }

    /** Reads the plans, and sends those that have changed to all boards. */
    void poll() {
        looking.lock();
        try {
            var before = last;
            var now = notices.recent();
            var changed = before == null
                    ? List.<Notice>of()
                    : now.stream().filter(notice -> !before.contains(notice)).toList();
            if (!changed.isEmpty()) {
                hub.tellPlans(SseFrame.event(hub.now(), "plans", Json.MAPPER.writeValueAsString(new Changed(changed))));
            }
            last = now;
        } finally {
            looking.unlock();
        }
    }
}
