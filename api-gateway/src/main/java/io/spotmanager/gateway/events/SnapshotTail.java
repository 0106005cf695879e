package io.spotmanager.gateway.events;

import io.spotmanager.workflow.operation.KernelJson;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Follows the snapshot of the fleet: by what its writer says, and by the database when nothing is heard from it. */
final class SnapshotTail {
    private final Supplier<SnapshotNews> database;
    private final EventHub hub;
    private final ReentrantLock looking = new ReentrantLock();
    private @Nullable SnapshotNews last;
    private long awaited;

    /** @param database reads how things stand there */
    SnapshotTail(Supplier<SnapshotNews> database, EventHub hub) {
        this.database = database;
        this.hub = hub;
    }

    /** What the writer says of a write. */
    void told(SnapshotNews news) {
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

    private void tell(SnapshotNews news) {
        last = news;
        hub.tellSnapshot(frame(news), frame(news.naming(null)));
    }

    private Frame frame(SnapshotNews news) {
        return Frame.event(hub.now(), "snapshot", KernelJson.MAPPER.writeValueAsString(news));
    }
}
