package io.spotmanager.gateway.events;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.approvals.ApprovalListener;
import io.spotmanager.gateway.approvals.ApprovalNotices;
import io.spotmanager.gateway.approvals.ApprovalNotices.Notice;
import io.spotmanager.gateway.approvals.ApprovalState;
import java.util.List;

/** Publishes which requests for approval have changed, and how many are open. */
final class ApprovalChangeFeed implements ApprovalListener {
    /**
     * @param pending how many are open
     * @param changed those that have changed; empty for a client that has just connected
     */
    private record Approvals(long pending, List<Notice> changed) {}

    private final ApprovalNotices notices;
    private final EventBroadcaster hub;
    private final RecentChanges<Notice> recent = new RecentChanges<>();

    ApprovalChangeFeed(ApprovalNotices notices, EventBroadcaster hub) {
        this.notices = notices;
        this.hub = hub;
    }

    /** Reads the requests, and sends those that have changed to all boards. */
    @Override
    public void poll() {
        recent.look(notices::recent, (now, changed) -> {
            var pending = now.stream()
                    .filter(notice -> notice.state() == ApprovalState.PENDING)
                    .count();
            hub.tellApprovals(frame(new Approvals(pending, changed)), frame(new Approvals(pending, List.of())));
        });
    }

    private SseFrame frame(Approvals approvals) {
        return SseFrame.event(hub.now(), "approvals", Json.MAPPER.writeValueAsString(approvals));
    }
}
