package io.spotmanager.gateway.events;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.plans.PlanNotices;
import io.spotmanager.gateway.plans.PlanNotices.Notice;
import java.util.List;

/** Publishes how far plans are. */
final class PlanChangeFeed {
    private record Changed(List<Notice> changed) {}

    private final PlanNotices notices;
    private final EventBroadcaster hub;
    private final RecentChanges<Notice> recent = new RecentChanges<>();

    PlanChangeFeed(PlanNotices notices, EventBroadcaster hub) {
        this.notices = notices;
        this.hub = hub;
    }

    /** Reads the plans, and sends those that have changed to all boards. */
    void poll() {
        recent.look(notices::recent, (_, changed) -> {
            if (!changed.isEmpty()) {
                hub.tellPlans(SseFrame.event(hub.now(), "plans", Json.MAPPER.writeValueAsString(new Changed(changed))));
            }
        });
    }
}
