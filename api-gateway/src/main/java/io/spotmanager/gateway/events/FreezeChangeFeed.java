package io.spotmanager.gateway.events;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.freeze.FreezeListener;
import io.spotmanager.gateway.freeze.FreezeState;
import io.spotmanager.workflow.freeze.FreezeSwitch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Publishes the freeze whenever it changes. */
final class FreezeChangeFeed implements FreezeListener {
    private final FreezeSwitch freezes;
    private final EventBroadcaster hub;
    private final ReentrantLock looking = new ReentrantLock();
    private @Nullable FreezeState last;

    FreezeChangeFeed(FreezeSwitch freezes, EventBroadcaster hub) {
        this.freezes = freezes;
        this.hub = hub;
    }

    /** Reads the freeze, and sends it to all boards if it has changed. */
    @Override
    public void poll() {
        looking.lock();
        try {
            var now = FreezeState.of(freezes.current());
            if (!now.equals(last)) {
                last = now;
                hub.tellFreeze(SseFrame.event(hub.now(), "freeze", Json.MAPPER.writeValueAsString(now)));
            }
        } finally {
            looking.unlock();
        }
    }
}
