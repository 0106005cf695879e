package io.spotmanager.gateway.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.audit.Json;
import io.spotmanager.gateway.freeze.FreezeListener;
import io.spotmanager.gateway.freeze.FreezeState;
import io.spotmanager.workflow.freeze.FreezeMode;
import io.spotmanager.workflow.freeze.FreezeSwitch;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Publishes the freeze whenever it changes. */
final class FreezeChangeFeed implements FreezeListener {
    private final FreezeSwitch freezes;
    private final EventBroadcaster hub;
    private final ReentrantLock looking = new ReentrantLock();
    private @Nullable FreezeState last;
    private volatile FreezeMode mode = FreezeMode.OFF;

    FreezeChangeFeed(FreezeSwitch freezes, EventBroadcaster hub, MeterRegistry meters) {
        this.freezes = freezes;
        this.hub = hub;
        for (var each : List.of(FreezeMode.FROZEN, FreezeMode.HELD)) {
            Gauge.builder("spot.freeze", this, feed -> feed.mode == each ? 1 : 0)
                    .description("1 while it counts")
                    .tag("mode", each.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
    }

    /** Reads the freeze, and sends it to all boards if it has changed. */
    @Override
    public void poll() {
        looking.lock();
        try {
            var now = FreezeState.of(freezes.current());
            if (!now.equals(last)) {
                last = now;
                mode = now.mode();
                hub.tellFreeze(SseFrame.event(hub.now(), "freeze", Json.MAPPER.writeValueAsString(now)));
            }
        } finally {
            looking.unlock();
        }
    }
}
