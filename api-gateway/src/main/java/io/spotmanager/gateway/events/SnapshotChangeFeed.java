package io.spotmanager.gateway.events;

import io.spotmanager.audit.Json;
import io.spotmanager.fleet.message.SnapshotEvent;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Follows the snapshot of the fleet: by what its writer says, and by the database when nothing is heard from it. */
final class SnapshotChangeFeed {
    private final Supplier<SnapshotEvent> database;
    private final EventBroadcaster hub;
    private final ReentrantLock looking = new ReentrantLock();
    private @Nullable SnapshotEvent last;
    private long awaited;

    /** @param database reads how things stand there */
    SnapshotChangeFeed(Supplier<SnapshotEvent> database, EventBroadcaster hub) {
        this.database = database;
        this.hub = hub;
    }

    /** What the writer says of a write. */
    void told(SnapshotEvent news) {
        looking.lock();
        try {
            if (last != null && news.generation() >= last.generation() && !news.says(last)) {
                // After a gap nobody knows what else has changed.
                var follows = news.generation() <= last.generation() + 1;
                tell(follows ? news : news.naming(null));
            }
        } finally {
            looking.unlock();
        }
    }

    /** Finds what nobody has told. */
    void poll() {
        looking.lock();
        try {
            // Read under the lock, so that it is no older than the last message.
            var present = database.get();
            if (last == null || present.generation() < last.generation()) {
                tell(present);
            } else if (present.generation() == last.generation()) {
                if (!present.says(last)) {
                    tell(present.naming(List.of()));
                }
            } else if (awaited == present.generation()) {
                tell(present);
            } else {
                // Its writer, who knows the hosts, may be about to tell: until the next poll.
                awaited = present.generation();
            }
        } finally {
            looking.unlock();
        }
    }

    private void tell(SnapshotEvent news) {
        last = news;
        hub.tellSnapshot(frame(news), frame(news.naming(null)));
    }

    private SseFrame frame(SnapshotEvent news) {
        return SseFrame.event(hub.now(), "snapshot", Json.MAPPER.writeValueAsString(news));
    }
}
