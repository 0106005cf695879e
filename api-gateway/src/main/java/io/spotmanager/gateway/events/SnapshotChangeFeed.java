package io.spotmanager.gateway.events;

import io.spotmanager.audit.Json;
import io.spotmanager.fleet.message.SnapshotEvent;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Publishes changes of the snapshot, from the messages of its writer, or from the database if messages are lost. */
final class SnapshotChangeFeed {
    private final Supplier<SnapshotEvent> database;
    private final EventBroadcaster hub;
    private final ReentrantLock looking = new ReentrantLock();
    private @Nullable SnapshotEvent last;
    private long awaited;

    /** @param database reads the present generation and sources from the database */
    SnapshotChangeFeed(Supplier<SnapshotEvent> database, EventBroadcaster hub) {
        this.database = database;
        this.hub = hub;
    }

    /** Handles a message of the writer. */
    void told(SnapshotEvent news) {
        looking.lock();
        try {
            if (last != null && news.generation() >= last.generation() && !news.says(last)) {
                // After a gap the changed hosts are not complete.
                var follows = news.generation() <= last.generation() + 1;
                tell(follows ? news : news.naming(null));
            }
        } finally {
            looking.unlock();
        }
    }

    /** Finds changes whose message was lost. */
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
                // The message of the writer, which names the hosts, may still arrive: wait for the next poll.
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
